"""One line of `status --follow`: what it says of a session, and when there is a new one to print.

docs/for-other-programs.md is the contract for whoever reads the lines.
"""

from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from aml_okt.cli.session_status import Status, status_of
from aml_okt.core.cues import CALM, END, Passed, passed
from aml_okt.core.durations import SECOND, seconds_left
from aml_okt.core.events import Moment
from aml_okt.core.timing import NO_TIME, overtime, remaining, waits_for
from aml_okt.glance import Glance, Standing

WAITING = "waiting"
"""The state in a line while there is no session to follow."""
FOLLOWERS_OWN = ("cue", "waits_s", "at")
"""The keys that a line has besides those of the status."""


class Cue(StrEnum):
    """What the clock of the timebox that runs has come to."""

    WARNING = "warning"
    END = "end"


class Change(msgspec.Struct, frozen=True):
    """What is not the same in two lines, time that goes by apart: which session, how far its journal, and so on.

    `passed` goes on by a step at the warning, at the end and with each minute after it, just as cues are given.
    """

    folder: Path
    number: int
    standing: Standing
    passed: Passed


class Shown(msgspec.Struct, frozen=True):
    """What tells one line from the next. `second` is what a display of the time shows, or else a clock's own second."""

    change: Change | None
    second: tuple[int, ...]


def shown(seen: Glance | None, now: Moment) -> Shown:
    """What a line would show; `now` is what the clock of whoever follows reads."""
    if seen is None:
        return Shown(None, (now.steady // SECOND,))
    state, moment = seen.state, seen.moment
    change = Change(seen.folder, state.number, seen.standing, passed(state, moment))
    if seen.standing is not Standing.RUNNING:
        return Shown(change, (now.steady // SECOND,))
    left = max(NO_TIME, remaining(state, moment))
    over = overtime(state, moment)
    return Shown(change, (seconds_left(waits_for(state, moment)), seconds_left(left), over // SECOND))


def is_new(before: Shown | None, now: Shown, *, tick: bool) -> bool:
    """Whether there is a line to print after the one before: at a change, and with `tick` at each second too."""
    return before is None or before.change != now.change or (tick and before.second != now.second)


def line_of(seen: Glance | None, now: Moment) -> dict[str, object]:
    """What a line says: all that `status --json` does, and then what whoever follows needs besides."""
    if seen is None:
        nothing = dict.fromkeys((*Status.__struct_fields__, *FOLLOWERS_OWN))
        return {**nothing, "state": WAITING, "at": now.wall}
    in_timebox = seen.state.box is not None
    return {
        **asdict(status_of(seen)),
        "cue": _cue(passed(seen.state, seen.moment)),
        "waits_s": seconds_left(waits_for(seen.state, seen.moment)) if in_timebox else None,
        "at": seen.moment.wall,
    }


def _cue(here: Passed) -> Cue | None:
    if here.step == CALM:
        return None
    return Cue.END if here.step >= END else Cue.WARNING
