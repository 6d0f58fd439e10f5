"""What a change of the group would mean for everyone's time, in words, before it is accepted."""

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.durations import SECOND, digits
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import latest_end_on_the_wall, past_latest_end, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.tui.step_rows import rounds_in
from aml_okt.wording import in_words

_FEW = 2
"""So many changed timekeepers are named; more would not be read."""


def forecast(
    lead: str, before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None
) -> tuple[str, ...]:
    """Sentences on the new end, the latest end where it is passed, and the turns whose length changes.

    `lead` is what makes the change, as a sentence begins: `Med Nora`.
    """
    return (
        _end(lead, before, after, moment, zone),
        *_latest_end(after, moment, zone),
        *_rounds(before, after),
        *_turns(before, after),
        *_timekeepers(before, after),
    )


def _end(lead: str, before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    end = projected_end(after, moment)
    later = end - projected_end(before, moment)
    if not later:
        words = _("{lead} blir slutten som før, {end}.")
    elif later > timedelta():
        words = _("{lead} blir slutten {end}, {time} senere.")
    else:
        words = _("{lead} blir slutten {end}, {time} tidligere.")
    return words.format(lead=lead, end=time_of_day(end, zone), time=in_words(abs(later)))


def _latest_end(after: SessionState, moment: Moment, zone: tzinfo | None) -> Iterator[str]:
    latest, over = latest_end_on_the_wall(after, moment), past_latest_end(after, moment)
    if latest is not None and over >= SECOND:
        yield _("Dere må slutte {latest}, så det er {time} for sent.").format(
            time=in_words(over), latest=time_of_day(latest, zone)
        )


def _rounds(before: SessionState, after: SessionState) -> Iterator[str]:
    """How many rounds there will be, in all, where that is another number."""
    for step in after.agenda.steps:
        if step.repeat:
            old, new = rounds_in(before, step.id), rounds_in(after, step.id)
            if old != new:
                words = ngettext("Det blir én runde, før {before}.", "Det blir {count} runder, før {before}.", new)
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
        more = ngettext(" og i én runde til", " og i {count} runder til", len(changed) - _FEW)
        rest = more.format(count=len(changed) - _FEW) if len(changed) > _FEW else ""
        yield _("Tidtaker blir {keepers}.").format(keepers=", ".join(changed[:_FEW]) + rest)
    if before.course.facilitator is not None and after.course.facilitator is None:
        yield _("Da er det ingen fasilitator. Velg en ny med f.")


def _keepers(state: SessionState) -> dict[str, str]:
    """Who keeps time, by the focus person of each round to come."""
    coming = state.course.boxes[state.course.at + 1 :]
    return {box.focus: box.timekeeper for box in coming if box.focus is not None and box.timekeeper is not None}


def _turns(before: SessionState, after: SessionState) -> Iterator[str]:
    """The steps to come where each has a turn of another length than before."""
    old = _turn_lengths(before)
    changed = [
        _("{step} {before} → {time}").format(
            step=one_line(after.agenda.step(step).name), time=digits(span), before=digits(old[step])
        )
        for step, span in _turn_lengths(after).items()
        if step in old and abs(span - old[step]) > timedelta(seconds=1)
    ]
    if changed:
        yield _("Tid til hver: {steps}.").format(steps=", ".join(changed))


def _turn_lengths(state: SessionState) -> dict[str, timedelta]:
    """The shortest turn to come in each step; shares of one phase differ by a second at the most."""
    lengths: dict[str, timedelta] = {}
    for box in state.course.boxes[state.course.at + 1 :]:
        if box.turn is not None:
            lengths[box.step] = min(box.allotted, lengths.get(box.step, box.allotted))
    return lengths
