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
from aml_okt.core.text import one_line
from aml_okt.core.timing import projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.news import ALL_HAVE_BEEN, ONE_IS_LEFT
from aml_okt.scene.order import FocusRow, focus_rows, order_in_words, over_in_words, standing_over
from aml_okt.tui.actions import ORDER, OVER_KEY, SWAP_KEY, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.message_line import Tone
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


class OrderDialog(ChoosingDialog[str]):
    """Everyone who has not had a round, in order, and below them those who stand over.

    Enter settles it, and the result says what came of it; until then nothing has happened.
    """

    ABOUT = about.ORDER
    BINDINGS = bindings(ORDER)
    KEYS = ORDER

    def __init__(self, runner: SessionRunner, chance: random.Random | None = None) -> None:
        """`chance` draws the lots; the operating system's own unless a test hands in another."""
        super().__init__(_("Rekkefølge i fokus"))
        self._runner = runner
        self._chance = chance or random.SystemRandom()
        self._swapping: str | None = None
        self._take_in()

    def _take_in(self) -> None:
        """Begin with the order as it is."""
        self._course = course = self._runner.state.course
        self._order = list(remaining_focus(course))
        self._over = standing_over(self._runner.state)

    def contents(self) -> Iterable[Widget]:
        """The order, what it means, and how to change it."""
        yield OrderList(self._lines())
        yield Words(self._meaning(), id="meaning", classes="explanation")
        yield Words(self._explanation(), classes="explanation")

    def opened(self) -> None:
        """What it means is said when it means something. A key pressed just before may have moved the group on."""
        self.query_one("#meaning", Words).display = False
        self.call_after_refresh(self._follow_course)
        self.follow_clock(self._look_at_clock)

    def _look_at_clock(self) -> None:
        if not self._follow_course():
            self._show(self.choices.chosen)

    def _follow_course(self) -> bool:
        """Begin again where the plan is another than the one shown; whether it was."""
        if self._course is self._runner.state.course:
            return False
        self._swapping = None
        self._take_in()
        self._show(0)
        return True

    def usable(self, action: Action) -> bool:
        """With nobody left there is nothing to settle, and with one nothing to put in order."""
        several, chosen = len(self._order) >= _TWO, self._chosen
        sensible = {
            "close": self._swapping is None,
            "keep_place": self._swapping is not None,
            "stand_over": chosen in self._order,
            "take_back": chosen in self._over,
        }
        if action.name in {"accept", "choose_previous", "choose_next"}:
            return bool(self._people)
        if action.name in {"swap", "move_up", "move_down"}:
            return several and chosen in self._order
        return sensible.get(action.name, several)

    @property
    def _people(self) -> list[str]:
        """The people of the lines, in the order of the lines."""
        return [*self._order, *self._over]

    @property
    def _chosen(self) -> str | None:
        place = self.choices.chosen
        return self._people[place] if 0 <= place < len(self._people) else None

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

    def action_stand_over(self) -> None:
        """Let the chosen person have no round."""
        if (person := self._chosen) is not None:
            self._swapping = None
            self._order.remove(person)
            self._over.append(person)
            self._show(self._people.index(person))
            self.tell(over_in_words(self._called(person)))

    def action_take_back(self) -> None:
        """Let the chosen person have a round after all, as the last one."""
        if (person := self._chosen) is not None:
            self._swapping = None
            self._over.remove(person)
            self._order.append(person)
            self._show(self._people.index(person))
            self.tell(_("{name} er med igjen, som den siste.").format(name=self._called(person)))

    def action_swap(self) -> None:
        """Mark the chosen person; the next one chosen with the same key gets their place, and gives the own one."""
        person, other = self._chosen, self._swapping
        if person is None or other == person:
            self.action_keep_place()
        elif other is None:
            self._swapping = person
            question = _("Hvem skal {name} bytte med? Velg, og trykk {key} igjen.")
            self.tell(question.format(name=self._called(person), key=render(SWAP_KEY)))
            self.draw_keys()
        else:
            one, two = self._order.index(other), self._order.index(person)
            self._order[one], self._order[two] = person, other
            self._swapping = None
            self._show(two)
            self.tell(_("{name} og {other} har byttet.").format(name=self._called(other), other=self._called(person)))

    def action_keep_place(self) -> None:
        """Nobody swaps."""
        self._swapping = None
        self.tell("")
        self.draw_keys()

    def _called(self, person: str) -> str:
        return one_line(self._runner.state.name(person))

    def action_accept(self) -> None:
        """Settle it."""
        if self._follow_course():
            self.tell(_("Planen er en annen nå. Her er rekkefølgen som den står."), Tone.REFUSAL)
        elif self.carry_out(self._runner, self._command):
            clock = self._runner.clock
            end = time_of_day(projected_end(self._runner.state, clock.now()), clock.zone)
            self.dismiss(_("Rekkefølgen er satt. Slutt {end}. Angre med u.").format(end=end))

    @property
    def _command(self) -> SetFocusOrder:
        return SetFocusOrder(tuple(self._order), tuple(self._over))

    @on(OrderList.Dragged)
    def _dragged(self, event: OrderList.Dragged) -> None:
        event.stop()
        self._move(event.place, event.to)

    def _move(self, place: int, to: int) -> None:
        if place < len(self._order) and to < len(self._order):
            self._order.insert(to, self._order.pop(place))
            self._show(to)

    def _show(self, chosen: int) -> None:
        self.choices.show(self._lines(), chosen)
        meaning = self.query_one("#meaning", Words)
        meaning.say(self._meaning())
        meaning.display = bool(meaning.said)
        self.draw_keys()

    @on(ChoiceList.OptionHighlighted)
    def _choice_moved(self, event: ChoiceList.OptionHighlighted) -> None:
        event.stop()
        self.draw_keys()

    def _explanation(self) -> str:
        if not self._people:
            return render(ALL_HAVE_BEEN)
        if len(self._people) < _TWO:
            return render(ONE_IS_LEFT)
        told = _("{over} lar den valgte stå over, {swap} lar to bytte plass, og navn kan dras med musa.")
        return told.format(over=render(OVER_KEY), swap=render(SWAP_KEY))

    def _meaning(self) -> str:
        return "\n".join(order_in_words(self._runner, self._command))

    def _lines(self) -> Sequence[Content]:
        lines = [self._line(row) for row in focus_rows(self._runner, self._command)]
        return [*lines, *(self._line_over(person) for person in self._over)]

    def _line_over(self, person: str) -> Content:
        """The line of somebody who stands over."""
        name = set_cell_size(shorten(self._called(person), _NAME - 1), _NAME)
        return Content.styled("".join((set_cell_size("–", _PLACE), name, _("står over"))), "$muted")

    def _line(self, row: FocusRow) -> Content:
        """Place and name, when the round begins, and who keeps time in it."""
        return Content.assemble(
            (set_cell_size(f"{row.place}.", _PLACE), "$muted"),
            (set_cell_size(shorten(self._called(row.person), _NAME - 1), _NAME), "bold"),
            (set_cell_size(row.clock, _CLOCK), "$now"),
            (shorten(row.keeper, 24), "$muted"),
        )
