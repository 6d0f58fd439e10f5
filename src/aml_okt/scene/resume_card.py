"""What is told of an interrupted session: functions of its state, a moment and a zone."""

from datetime import datetime, timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.durations import MINUTE, SECOND, digits
from aml_okt.core.events import Moment, Record, SessionTakenUp
from aml_okt.core.session import SessionState, Stage, apply
from aml_okt.core.text import one_line
from aml_okt.core.timing import offset, overtime, projected_end, remaining
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.scene.leading import scene
from aml_okt.wording import in_words, moment_in_words, names_in_words, offset_in_words


def facts(state: SessionState, last_seen: Moment, moment: Moment, zone: tzinfo | None) -> tuple[tuple[str, str], ...]:
    """What the session is and where the group was, as labels and texts."""
    where = " · ".join(one_line(part) for part in (state.created.unit, state.created.place) if part)
    told = (
        (_("Tjeneste"), where),
        (_("Begynte"), _begun(state, moment, zone)),
        (_("Der dere var"), _where(state, last_seen, zone)),
        (_("Tiden da"), _time_left(state, last_seen)),
        (_("Til stede"), one_line(names_in_words(state.present))),
        (_("Sist i gang"), how_long_ago(moment.wall - last_seen.wall)),
    )
    return tuple((label, text) for label, text in told if text)


def going_on(state: SessionState, last_seen: Moment, moment: Moment, zone: tzinfo | None, *, gap_counts: bool) -> str:
    """Time left and end if the group went on at this moment; nothing when it has not begun."""
    if state.stage is Stage.READY:
        return ""
    taken_up = apply(
        state, Record(state.number + 1, moment, SessionTakenUp(counts=gap_counts, last_seen=last_seen.wall))
    )
    return time_and_end(taken_up, moment, zone)


def time_and_end(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    """Time left where the group is, and when the session ends: `2:00 igjen · slutt 12:41 · 6 min bak`."""
    end = _("slutt {time}").format(time=time_of_day(projected_end(state, moment), zone))
    return " · ".join((_time_left(state, moment), end, offset_in_words(offset(state, moment))))


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


def _time_left(state: SessionState, moment: Moment) -> str:
    if state.box is None:
        return ""
    if (over := overtime(state, moment)) >= SECOND:
        return _("{time} over tiden").format(time=digits(over))
    # A second is shown until it is used up, as on the clock.
    left = SECOND * -(-remaining(state, moment) // SECOND)
    return _("{time} igjen").format(time=digits(left))
