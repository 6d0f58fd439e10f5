"""An order in focus before it is settled: when each round would begin and who would keep time, and what it means."""

from collections.abc import Sequence

from msgspec import Struct

from aml_okt.clock import time_of_day
from aml_okt.core.commands import SetFocusOrder
from aml_okt.core.course import may_be_in_focus
from aml_okt.core.deciding import Refusal
from aml_okt.core.plan import is_breather
from aml_okt.core.replan import begun_in_focus
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene.forecast import forecast
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.scene.plan_table import begins


class FocusRow(Struct, frozen=True):
    """Somebody to be in focus: the place among all rounds, and when and by whose clock, where that can be told."""

    place: int
    person: str
    clock: str
    keeper: str


def standing_over(state: SessionState) -> list[str]:
    """Who of those who could still be in focus stands over, in focus order."""
    return [person for person in may_be_in_focus(state.course) if person in state.course.over]


def focus_rows(runner: SessionRunner, command: SetFocusOrder) -> tuple[FocusRow, ...]:
    """The rounds to come as the command would have them, one a row."""
    after = runner.preview(command)
    state = runner.state if isinstance(after, Refusal) else after
    had = len(begun_in_focus(state.course.boxes, state.course.at))
    return tuple(_row(runner, state, place, person) for place, person in enumerate(command.order, had + 1))


def _row(runner: SessionRunner, state: SessionState, place: int, person: str) -> FocusRow:
    rounds = [
        box
        for box in state.course.boxes[max(0, state.course.at) :]
        if box.focus == person and not is_breather(state.agenda.step(box.step), box)
    ]
    clock = keeper = ""
    if rounds:
        begin = begins(state, runner.clock.now())[rounds[0].key]
        clock = _("ca. {time}").format(time=time_of_day(begin, runner.clock.zone))
        if rounds[0].timekeeper:
            keeper = _("tidtaker {name}").format(name=one_line(state.name(rounds[0].timekeeper)))
    return FocusRow(place, person, clock, keeper)


def order_in_words(runner: SessionRunner, command: SetFocusOrder, manner: Manner = WRITTEN) -> Sequence[str]:
    """What it would mean for the end, where somebody stands over who did not, or the other way."""
    state, clock = runner.state, runner.clock
    if set(command.over) == set(standing_over(state)):
        return ()
    after = runner.preview(command)
    if isinstance(after, Refusal):
        return (render(after.reason),)
    return forecast(_("Slik"), state, after, clock.now(), clock.zone, manner)


def over_in_words(name: str) -> str:
    """That somebody stands over, and is not left out of anything else."""
    return _("{name} står over, og er fortsatt lederkollega for de andre.").format(name=name)
