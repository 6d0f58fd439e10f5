"""In which order the rest of the group is in focus: moved by hand, dragged, or drawn by lot."""

import random
from collections.abc import Iterable, Sequence

from rich.cells import set_cell_size
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from aml_okt.clock import time_of_day
from aml_okt.core.commands import SetFocusOrder
from aml_okt.core.course import remaining_focus
from aml_okt.core.deciding import Refusal
from aml_okt.core.plan import is_breather
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.tui.actions import ORDER, Action, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.screens.plan_table import begins
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.table_names import shorten
from aml_okt.tui.widgets.words import Words

_PLACE, _NAME, _CLOCK = 4, 26, 11
"""Columns for the place in the order, the name and the clock time."""

_TWO = 2
"""As many as it takes for there to be an order."""


class OrderList(ChoiceList):
    """A list whose lines the mouse can drag to another place."""

    class Dragged(Message):
        """The line at `place` has been dragged to `to`."""

        def __init__(self, place: int, to: int) -> None:
            super().__init__()
            self.place, self.to = place, to

    _held: int | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a line."""
        place = self._row(event)
        if event.button == 1 and 0 <= place < self.option_count:
            self._held = place
            self.choose(place)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it along."""
        if self._held is None:
            return
        to = min(max(0, self._row(event)), self.option_count - 1)
        if to != self._held:
            self.post_message(self.Dragged(self._held, to))
            self._held = to

    def on_mouse_up(self) -> None:
        """Let it go where it is."""
        if self._held is not None:
            self._held = None
            self.release_mouse()

    def _row(self, event: events.MouseEvent) -> int:
        return int(event.y) + self.scroll_offset.y


class OrderDialog(ChoosingDialog[None]):
    """Everyone who has not had a round, in order. Enter settles it; until then nothing has happened."""

    BINDINGS = bindings(ORDER)
    KEYS = ORDER

    def __init__(self, runner: SessionRunner, chance: random.Random | None = None) -> None:
        """`chance` draws the lots; the operating system's own unless a test hands in another."""
        super().__init__(_("Rekkefølge i fokus"))
        self._runner = runner
        self._chance = chance or random.SystemRandom()
        self._order = list(remaining_focus(runner.state.course))

    def contents(self) -> Iterable[Widget]:
        """The order, and how to change it."""
        yield OrderList(self._lines())
        yield Words(self._explanation(), classes="explanation")

    def usable(self, action: Action) -> bool:
        """With nobody left, or one, there is nothing to put in order."""
        if action.name == "close":
            return True
        return len(self._order) >= _TWO

    def action_move_up(self) -> None:
        """The chosen person one place earlier."""
        self._move(self.choices.chosen, max(0, self.choices.chosen - 1))

    def action_move_down(self) -> None:
        """The chosen person one place later."""
        self._move(self.choices.chosen, min(len(self._order) - 1, self.choices.chosen + 1))

    def action_draw_order(self) -> None:
        """Let chance decide."""
        self._chance.shuffle(self._order)
        self._show(0)
        self.tell(_("Loddet er trukket. Trykk Enter når dere er enige."))

    def action_accept(self) -> None:
        """Settle it."""
        if self.carry_out(self._runner, SetFocusOrder(tuple(self._order))):
            self.dismiss()

    @on(OrderList.Dragged)
    def _dragged(self, event: OrderList.Dragged) -> None:
        event.stop()
        self._move(event.place, event.to)

    def _move(self, place: int, to: int) -> None:
        self._order.insert(to, self._order.pop(place))
        self._show(to)

    def _show(self, chosen: int) -> None:
        self.choices.show(self._lines(), chosen)

    def _explanation(self) -> str:
        if not self._order:
            return _("Alle har hatt sin runde.")
        if len(self._order) < _TWO:
            return _("Bare én er igjen.")
        return _("Du kan også flytte med k og j, eller dra et navn med musa.")

    def _lines(self) -> Sequence[Content]:
        after = self._runner.preview(SetFocusOrder(tuple(self._order)))
        state = self._runner.state if isinstance(after, Refusal) else after
        return [self._line(state, place, person) for place, person in enumerate(self._order, 1)]

    def _line(self, state: SessionState, place: int, person: str) -> Content:
        """Place and name, when the round begins, and who keeps time in it."""
        rounds = [
            box
            for box in state.course.boxes[max(0, state.course.at) :]
            if box.focus == person and not is_breather(state.agenda.step(box.step), box)
        ]
        clock = keeper = ""
        if rounds:
            begin = begins(state, self._runner.clock.now())[rounds[0].key]
            clock = _("ca. {time}").format(time=time_of_day(begin, self._runner.clock.zone))
            if rounds[0].timekeeper:
                keeper = _("tidtaker {name}").format(name=one_line(state.name(rounds[0].timekeeper)))
        return Content.assemble(
            (set_cell_size(f"{place}.", _PLACE), "$muted"),
            (set_cell_size(shorten(one_line(state.name(person)), _NAME - 1), _NAME), "bold"),
            (set_cell_size(clock, _CLOCK), "$now"),
            (shorten(keeper, 24), "$muted"),
        )
