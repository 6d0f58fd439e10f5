"""What a change of the group would mean for everyone's time, in words, before it is accepted."""

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.durations import SECOND
from aml_okt.core.events import Moment
from aml_okt.core.plan import PhaseKey
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import latest_end_on_the_wall, past_latest_end, projected_end, still_to_come, to_come
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.scene.step_rows import rounds_in
from aml_okt.wording import about_in_words

_FEW = 2
"""So many changed timekeepers are named; more would not be read."""


def forecast(  # noqa: PLR0913, PLR0917 - what changes, when, and how it is said
    lead: str,
    before: SessionState,
    after: SessionState,
    moment: Moment,
    zone: tzinfo | None,
    manner: Manner = WRITTEN,
) -> tuple[str, ...]:
    """Sentences on the new end, the latest end where it is passed, and the turns whose length changes.

    `lead` is what makes the change, as a sentence begins: `Med Nora`.
    """
    return (
        _end(lead, before, after, moment, zone),
        *_latest_end(after, moment, zone),
        *_rounds(before, after),
        *_turns(before, after, moment, manner),
        *_timekeepers(before, after),
    )


def end_in_words(before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    """The end after a change, and by how much it moves, in a sentence."""
    time, later = _end_and_move(before, after, moment, zone)
    if not later:
        return _("Slutten blir som før, {time}.").format(time=time)
    words = _("Slutt {time}, {span} senere.") if later > timedelta() else _("Slutt {time}, {span} tidligere.")
    return words.format(time=time, span=about_in_words(abs(later)))


def _end(lead: str, before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    time, later = _end_and_move(before, after, moment, zone)
    if not later:
        words = _("{lead} blir slutten som før, {end}.")
    elif later > timedelta():
        words = _("{lead} blir slutten {end}, {time} senere.")
    else:
        words = _("{lead} blir slutten {end}, {time} tidligere.")
    return words.format(lead=lead, end=time, time=about_in_words(abs(later)))


def _end_and_move(
    before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None
) -> tuple[str, timedelta]:
    """The time of day at which the session then ends, and how much later that is, in whole seconds."""
    later = still_to_come(after, moment) - still_to_come(before, moment)
    return time_of_day(projected_end(after, moment), zone), SECOND * round(later / SECOND)


def _latest_end(after: SessionState, moment: Moment, zone: tzinfo | None) -> Iterator[str]:
    latest, over = latest_end_on_the_wall(after, moment), past_latest_end(after, moment)
    if latest is not None and over >= SECOND:
        yield _("Dere må slutte {latest}, så det blir {time} for sent.").format(
            time=about_in_words(over), latest=time_of_day(latest, zone)
        )


def _rounds(before: SessionState, after: SessionState) -> Iterator[str]:
    """How many rounds there will be, in all, where that is another number."""
    for step in after.agenda.steps:
        if step.repeat:
            old, new = rounds_in(before, step.id), rounds_in(after, step.id)
            if old != new:
                words = ngettext(
                    "Det blir én runde i stedet for {before}.", "Det blir {count} runder i stedet for {before}.", new
                )
                yield words.format(count=new, before=old)


def _timekeepers(before: SessionState, after: SessionState) -> Iterator[str]:
    """Who keeps time in whose round, where that is somebody else than before; and that nobody leads any more."""
    old, new = _keepers(before), _keepers(after)
    changed = [
        _("{keeper} når {focus} er i fokus").format(
            keeper=one_line(after.name(keeper)), focus=one_line(after.name(focus))
        )
        for focus, keeper in new.items()
        if focus in old and keeper != old[focus]
    ]
    if changed:
        yield _("Tidtaker blir {keepers}.").format(keepers=", ".join(changed[:_FEW]))
        if more := len(changed) - _FEW if len(changed) > _FEW else 0:
            words = ngettext("Én runde til får en annen tidtaker.", "{count} runder til får en annen tidtaker.", more)
            yield words.format(count=more)
    if before.course.facilitator is not None and after.course.facilitator is None:
        yield _("Da er det ingen fasilitator før dere velger en ny.")


def _keepers(state: SessionState) -> dict[str, str]:
    """Who keeps time, by the focus person of each round to come."""
    coming = state.course.boxes[state.course.at + 1 :]
    return {box.focus: box.timekeeper for box in coming if box.focus is not None and box.timekeeper is not None}


def _turns(before: SessionState, after: SessionState, moment: Moment, manner: Manner) -> Iterator[str]:
    """The phases to come, and the turn that runs, where each has a turn of another length than before."""
    old, new = _turn_lengths(before, moment), _turn_lengths(after, moment)
    changed = {
        key[:2]: _("{turns} {before} → {time}").format(
            turns=_whose_turns(after, key), time=manner.span(span), before=manner.span(old[key])
        )
        for key, span in reversed(new.items())
        if key in old and abs(span - old[key]) > SECOND
    }
    if changed:
        yield _("Tid til hver: {steps}.").format(steps=", ".join(reversed(changed.values())))


def _turn_lengths(state: SessionState, moment: Moment) -> dict[PhaseKey, timedelta]:
    """The shortest turn that is to come in each phase; turns to come in one differ by a second at the most."""
    lengths: dict[PhaseKey, timedelta] = {}
    course = state.course
    for place, span in enumerate(to_come(state, moment), max(0, course.at)):
        box = course.boxes[place]
        if box.turn is not None and place > course.at and box.key not in course.spent:
            lengths[box.phase_key] = min(span, lengths.get(box.phase_key, span))
    return lengths


def _whose_turns(state: SessionState, key: PhaseKey) -> str:
    """The step whose turns these are; in a step of rounds the phase, since the rounds keep their length."""
    step = state.agenda.step(key[0])
    return one_line(step.stages[key[1]].title if step.repeat else step.name)
