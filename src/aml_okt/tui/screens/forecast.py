"""What a change of the group would mean for everyone's time, in words, before it is accepted."""

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.durations import digits
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import latest_end, on_the_wall, past_latest_end, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.wording import in_words


def forecast(
    lead: str, before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None
) -> tuple[str, ...]:
    """Sentences on the new end, the latest end where it is passed, and the turns whose length changes.

    `lead` is what makes the change, as a sentence begins: `Med Nora`.
    """
    return (_end(lead, before, after, moment, zone), *_latest_end(after, moment, zone), *_turns(before, after))


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
    latest, over = latest_end(after), past_latest_end(after, moment)
    if latest is not None and over > timedelta():
        yield _("Dere må slutte {latest}, så det er {time} for sent.").format(
            time=in_words(over), latest=time_of_day(on_the_wall(after, latest, moment), zone)
        )


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
            lengths[box.step] = min(box.planned, lengths.get(box.step, box.planned))
    return lengths
