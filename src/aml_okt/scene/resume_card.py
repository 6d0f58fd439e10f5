"""What is told of an interrupted session: functions of its state, a moment and a zone."""

from datetime import datetime, timedelta, tzinfo
from enum import Enum
from typing import assert_never

from aml_okt.clock import time_of_day
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Moment, Record, SessionTakenUp
from aml_okt.core.session import SessionState, Stage, apply
from aml_okt.core.text import one_line
from aml_okt.core.timing import offset, overtime, projected_end, remaining
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.scene.leading import scene
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.wording import in_words, moment_in_words, names_in_words, offset_in_words


class ResumeChoice(Enum):
    """What to do about an interrupted session."""

    GO_ON = "go on"
    """Go on; the time since the group was last led counts."""
    GO_ON_WITHOUT_GAP = "go on without the gap"
    """Go on where the clock stood."""
    NEW = "new"
    """Leave it where it is and begin another."""
    LEAVE = "leave"
    """Close the program."""


def facts(
    state: SessionState, last_seen: Moment, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN
) -> tuple[tuple[str, str], ...]:
    """What the session is and where the group was, as labels and texts."""
    where = " · ".join(one_line(part) for part in (state.created.unit, state.created.place) if part)
    told = (
        (_("Tjeneste"), where),
        (_("Begynte"), _begun(state, moment, zone)),
        (_("Der dere var"), _where(state, last_seen, zone)),
        (_("Tiden da"), _time_left(state, last_seen, manner)),
        (_("Til stede"), one_line(names_in_words(state.present))),
        (_("Sist i gang"), how_long_ago(moment.wall - last_seen.wall)),
    )
    return tuple((label, text) for label, text in told if text)


def going_on(  # noqa: PLR0913 - what, when, and how it is said
    state: SessionState,
    last_seen: Moment,
    moment: Moment,
    zone: tzinfo | None,
    *,
    gap_counts: bool,
    manner: Manner = WRITTEN,
) -> str:
    """Time left and end if the group went on at this moment; nothing when it has not begun."""
    if state.stage is Stage.READY:
        return ""
    taken_up = apply(
        state, Record(state.number + 1, moment, SessionTakenUp(counts=gap_counts, last_seen=last_seen.wall))
    )
    return time_and_end(taken_up, moment, zone, manner)


def resume_choices(state: SessionState) -> tuple[ResumeChoice, ...]:
    """What can be done about the session: before the first step no time can be counted.

    A pause counts for the end, if not for anybody's turn.
    """
    without = () if state.stage is Stage.READY else (ResumeChoice.GO_ON_WITHOUT_GAP,)
    return (ResumeChoice.GO_ON, *without, ResumeChoice.NEW, ResumeChoice.LEAVE)


def choice_in_words(  # noqa: PLR0913, PLR0917 - what, when, and how it is said
    choice: ResumeChoice,
    state: SessionState,
    last_seen: Moment,
    moment: Moment,
    zone: tzinfo | None,
    manner: Manner = WRITTEN,
) -> tuple[str, str]:
    """What a choice is, and what it would mean at this moment; nothing where that says itself."""
    match choice:
        case ResumeChoice.GO_ON:
            ran = state.stage is not Stage.READY
            text = _("Fortsett, og la tiden siden sist telle med") if ran else _("Fortsett")
            return text, going_on(state, last_seen, moment, zone, gap_counts=True, manner=manner)
        case ResumeChoice.GO_ON_WITHOUT_GAP:
            return _("Fortsett der klokka sto"), going_on(
                state, last_seen, moment, zone, gap_counts=False, manner=manner
            )
        case ResumeChoice.NEW:
            return _("Begynn en ny økt"), _("Denne blir liggende i mappa si.")
        case ResumeChoice.LEAVE:
            return _("Lukk programmet"), ""
        case _:
            assert_never(choice)


def time_and_end(state: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN) -> str:
    """Time left where the group is, and when the session ends: `2:00 igjen · slutt 12:41 · 6 min bak`."""
    end = _("slutt {time}").format(time=time_of_day(projected_end(state, moment), zone))
    return " · ".join((_time_left(state, moment, manner), end, offset_in_words(offset(state, moment))))


def how_long_ago(span: timedelta) -> str:
    """`for 3 min siden`, in the largest unit that makes sense to a person who was there."""
    if span < MINUTE:
        return _("for mindre enn ett minutt siden")
    if span < timedelta(days=1):
        return _("for {span} siden").format(span=in_words(span - span % MINUTE))
    return ngettext("for {count} dag siden", "for {count} dager siden", span.days).format(count=span.days)


def _begun(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    created = state.created_at
    days = _day(moment.wall, zone) - _day(created, zone)
    template = {0: _("i dag {time}"), 1: _("i går {time}")}.get(days)
    return template.format(time=time_of_day(created, zone)) if template else moment_in_words(created, zone)


def _day(instant: datetime, zone: tzinfo | None) -> int:
    return instant.astimezone(zone).toordinal()


def _where(state: SessionState, last_seen: Moment, zone: tzinfo | None) -> str:
    if state.stage is Stage.READY:
        return _("Ved starten. Klokka hadde ikke begynt å gå.")
    seen = scene(state, last_seen, zone)
    person = state.name(state.box.focus) if state.box else ""
    in_focus = _("{name} i fokus").format(name=person) if person else ""
    return " · ".join(one_line(part) for part in (seen.where, seen.round, seen.phase, in_focus) if part)


def _time_left(state: SessionState, moment: Moment, manner: Manner) -> str:
    if state.box is None:
        return ""
    if (over := overtime(state, moment)) >= SECOND:
        return _("{time} over tiden").format(time=manner.span(over))
    # A second is shown until it is used up, as on the clock.
    left = SECOND * -(-remaining(state, moment) // SECOND)
    return _("{time} igjen").format(time=manner.span(left))
