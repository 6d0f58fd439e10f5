"""The time of day that a break may last to: as somebody writes it, and what it would mean."""

from datetime import datetime, timedelta

from aml_okt.clock import Clock, time_of_day
from aml_okt.core.commands import HoldUntil
from aml_okt.core.deciding import Refusal
from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.core.timing import allotted, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.wording import about_in_words

LONGEST_BREAK = timedelta(hours=3)
"""A time further away than this, before or after, is a slip of the finger."""


def read_until(text: str, clock: Clock) -> HoldUntil | str:
    """What the time that is written means for the break, or what to write instead."""
    until = read_soon(text, clock, LONGEST_BREAK)
    return until if isinstance(until, str) else HoldUntil(until)


def read_soon(text: str, clock: Clock, longest: timedelta) -> datetime | str:
    """The next time that the clock shows this time of day, `longest` from now at most; or what to write instead."""
    at = read_time_of_day(text)
    if at is None:
        return _("«{text}» er ikke et klokkeslett. Skriv for eksempel «11:05».").format(text=text)
    now = clock.now().wall
    until = next_instant(at, now, clock.zone)
    if until - now <= longest:
        return until
    if now - next_instant(at, now - longest, clock.zone) >= timedelta():
        return _("Klokka er allerede over {time}. Skriv et klokkeslett som kommer.").format(time=text)
    return _("Det er lenge til {time}. Skriv et klokkeslett som kommer snart.").format(time=text)


def holding_in_words(runner: SessionRunner, until: HoldUntil) -> str:
    """How long the break would be then, and when the session would end."""
    after = runner.preview(until)
    if isinstance(after, Refusal):
        return render(after.reason)
    clock = runner.clock
    now = clock.now()
    return _("Pausen blir {after} i stedet for {before}. Ny slutt {end}.").format(
        after=about_in_words(allotted(after, now)),
        before=about_in_words(allotted(runner.state, now)),
        end=time_of_day(projected_end(after, now), clock.zone),
    )


def held_in_words(runner: SessionRunner, until: HoldUntil) -> str:
    """That the break lasts to that time now, and when the session ends."""
    clock = runner.clock
    return _("Pausen varer til {time}. Ny slutt {end}.").format(
        time=time_of_day(until.until, clock.zone),
        end=time_of_day(projected_end(runner.state, clock.now()), clock.zone),
    )
