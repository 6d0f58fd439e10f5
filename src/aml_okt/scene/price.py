"""What a minute more or less costs, and what a long turn left for the others, in a sentence."""

from datetime import timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.durations import SECOND
from aml_okt.core.events import Moment
from aml_okt.core.makeup import make_up
from aml_okt.core.session import SessionState
from aml_okt.core.timing import (
    allotted,
    latest_end,
    latest_end_on_the_wall,
    past_latest_end,
    to_come,
)
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.wording import about_in_words

NO_TIME = timedelta()


def price_in_words(
    before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN
) -> str:
    """What would be left for each to come in focus where the group must be done before its end; nothing otherwise."""
    latest, by_clock = latest_end(after), latest_end_on_the_wall(after, moment)
    if latest is None or by_clock is None or past_latest_end(after, moment) < SECOND:
        return ""
    time, proposal = time_of_day(by_clock, zone), make_up(after, moment, latest)
    if proposal.missing >= SECOND:
        return _("For å rekke {latest} mangler {time}.").format(latest=time, time=about_in_words(proposal.missing))
    lengths = [length for _was, length in proposal.rounds]
    if not lengths or lengths == [length for _was, length in make_up(before, moment, latest).rounds]:
        return ""
    words = ngettext(
        "For å rekke {latest} får den siste {time}.",
        "For å rekke {latest} får de {count} siste {time} hver.",
        len(lengths),
    )
    return words.format(latest=time, time=manner.span(min(lengths)), count=len(lengths))


def long_turn_in_words(before: SessionState, after: SessionState, moment: Moment, manner: Manner = WRITTEN) -> str:
    """What a turn that has just ended over its time left for those who have not spoken; nothing when it was not."""
    box, here = before.box, after.box
    if box is None or here is None or here.turn is None or box.phase_key != here.phase_key:
        return ""
    course = after.course
    over = course.spent.get(box.key, NO_TIME) - allotted(before, moment)
    left = [
        allotted(after, moment) if place == course.at else span
        for place, span in enumerate(to_come(after, moment), course.at)
        if course.boxes[place].phase_key == here.phase_key
    ]
    if over < SECOND or min(left) >= here.accepted:
        return ""
    return ngettext(
        "{name} brukte {over} for mye. Den siste har {time}.",
        "{name} brukte {over} for mye. De {count} som er igjen, har {time} hver.",
        len(left),
    ).format(name=before.name(box.speaker), over=manner.span(over), count=len(left), time=manner.span(min(left)))
