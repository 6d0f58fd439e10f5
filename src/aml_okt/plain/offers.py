"""What a yes would do: told in lines, and held up against what the same yes would do at a later moment."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from aml_okt.core.commands import Command
from aml_okt.core.deciding import Refusal
from aml_okt.core.durations import MINUTE
from aml_okt.core.plan import Key
from aml_okt.core.session import SessionState
from aml_okt.core.timing import elapsed_in, projected_end, timetable
from aml_okt.i18n import render
from aml_okt.plain.voice import in_speech
from aml_okt.runner import SessionRunner


class Offer(Struct, frozen=True):
    """What can be said yes to.

    `name` is what it is, whatever the moment. `ends` are when the session ends without it and with it; `times` how
    long each timebox will have been with it. `command` is None where a yes changes nothing.
    """

    name: object
    lines: tuple[str, ...]
    command: Command | None
    ends: tuple[datetime, datetime]
    times: Mapping[Key, timedelta]

    def is_like(self, told: "Offer") -> bool:
        """Whether what was told is still true: the same course, and no end or time another by a minute or more."""
        return (
            self.name == told.name
            and tuple(self.times) == tuple(told.times)
            and all(abs(now - then) < MINUTE for now, then in zip(self.ends, told.ends, strict=True))
            and all(abs(self.times[key] - told.times[key]) < MINUTE for key in self.times)
        )


Made = Offer | tuple[str, ...]
"""What can be said yes to at this moment, or what to say where there is nothing."""


def still_true(now: Made, told: Made) -> Offer | None:
    """The offer as it is now, where what was told of it is still true."""
    return now if isinstance(now, Offer) and isinstance(told, Offer) and now.is_like(told) else None


def offered(
    runner: SessionRunner,
    command: Command | None,
    means: Callable[[SessionState], Iterable[str]],
    name: object = None,
) -> Made:
    """What a command would do at this moment. `means` tells of the state that it leads to."""
    after = runner.state if command is None else runner.preview(command)
    if isinstance(after, Refusal):
        return (render(after.reason),)
    moment = runner.clock.now()
    left = {stop.place: stop.end - stop.begin for stop in timetable(after, moment)}
    times = {
        box.key: elapsed_in(after, box, moment) + left.get(place, timedelta())
        for place, box in enumerate(after.course.boxes)
    }
    ends = (projected_end(runner.state, moment), projected_end(after, moment))
    return Offer(name, tuple(map(in_speech, means(after))), command, ends, times)
