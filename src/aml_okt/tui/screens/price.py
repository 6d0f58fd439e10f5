"""What a minute more or less costs, and what a long turn left for the others, in a sentence."""

from datetime import timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.durations import SECOND, digits
from aml_okt.core.events import Moment
from aml_okt.core.makeup import make_up
from aml_okt.core.session import SessionState
from aml_okt.core.timing import (
    elapsed_in,
    latest_end,
    latest_end_on_the_wall,
    past_latest_end,
    projected_end,
    to_come,
)
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.wording import in_words

NO_TIME = timedelta()


def price_in_words(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    """The new end, and what would be left for each to come in focus where the group must be done before that."""
    told = _("Ny slutt: {end}.").format(end=time_of_day(projected_end(state, moment), zone))
    latest, by_clock = latest_end(state), latest_end_on_the_wall(state, moment)
    if latest is None or by_clock is None or past_latest_end(state, moment) < SECOND:
        return told
    proposal = make_up(state, moment, latest)
    must = _("Skal dere slutte {latest},").format(latest=time_of_day(by_clock, zone))
    if proposal.missing >= SECOND:
        return f"{told} {must} " + _("mangler det {time}.").format(time=in_words(proposal.missing))
    lengths = [after for _before, after in proposal.rounds]
    if not lengths:
        return told
    words = ngettext(
        "blir det {time} til den som er igjen.", "blir det {time} til hver av de {count} som er igjen.", len(lengths)
    )
    return f"{told} {must} " + words.format(time=digits(min(lengths)), count=len(lengths))


def long_turn_in_words(before: SessionState, after: SessionState, moment: Moment) -> str:
    """What a turn that has just ended over its time left for those who have not spoken; nothing when it was not."""
    box, here = before.box, after.box
    if box is None or here is None or here.turn is None or not _same_phase(before, after):
        return ""
    over = elapsed_in(after, box, moment) - box.allotted
    left = [
        span
        for other, span in zip(after.course.boxes[after.course.at :], to_come(after, moment), strict=True)
        if (other.step, other.phase, other.focus) == (here.step, here.phase, here.focus)
    ]
    if over < SECOND or not left or min(left) >= here.accepted:
        return ""
    return ngettext(
        "{name} brukte {over} for mye. Den siste har {time}.",
        "{name} brukte {over} for mye. De {count} som er igjen, har {time} hver.",
        len(left),
    ).format(name=before.name(box.speaker), over=digits(over), count=len(left), time=digits(min(left)))


def _same_phase(before: SessionState, after: SessionState) -> bool:
    one, other = before.box, after.box
    return one is not None and other is not None and (one.step, one.phase, one.focus) == (
        other.step, other.phase, other.focus,
    )  # fmt: skip
