"""Making up lost time: what remains if the group is to end as planned, shown before anybody says yes to it."""

from collections.abc import Iterable
from datetime import timedelta

from rich.cells import set_cell_size
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from aml_okt.clock import time_of_day
from aml_okt.core.course import remaining_focus
from aml_okt.core.durations import MINUTE
from aml_okt.core.text import one_line
from aml_okt.core.timing import projected_end
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.tui.actions import MAKE_UP, Action, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.screens.outlook import Outlook, answer, lines_to_come, outlook, planned_target, question, sources
from aml_okt.tui.screens.plan import drawn
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words

MUCH = 5 * MINUTE

_MARGIN = 4
"""Columns of the list that are not the line's own: its mark, its padding, and the scrollbar."""


class MakeUpDialog(ChoosingDialog[str]):
    """The plan as it would be. What Enter accepts is what was last shown; the result says what came of it."""

    BINDINGS = bindings(MAKE_UP)
    KEYS = MAKE_UP
    MESSAGE_ROWS = 1

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Hent inn tid"))
        self._runner = runner
        self._end = planned_target(runner.state, runner.clock.now())
        self._over: list[str] = []
        self._people: list[str | None] = []
        self._seen: Outlook | None = None

    def above(self) -> ComposeResult:
        """The question, what comes of it, and where the time is taken."""
        yield Words(id="question", classes="above")
        yield Words(id="answer", classes="above")
        yield Words(id="sources", classes="above")

    def contents(self) -> Iterable[Widget]:
        """What remains, a line each."""
        yield ChoiceList()

    def on_mount(self) -> None:
        """Follow the clock: what runs over its time now has to be found elsewhere."""
        self.set_interval(1, self.draw)

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Work it out for this moment, and show it."""
        self._seen = seen = outlook(self._runner, self._end, self._over)
        if seen is None:
            return
        zone = self._runner.clock.zone
        told, worry = answer(seen, zone)
        self.query_one("#question", Words).say(question(seen, zone), layout=False)
        self.query_one("#answer", Words).say(
            Content.styled(f"{'▲' if worry else '●'} {told}", "bold $focus" if worry else "bold $now"), layout=False
        )
        self.query_one("#sources", Words).say(Content.styled(sources(seen), "$muted"), layout=False)
        self._show_lines(seen)
        self.draw_keys()

    def _show_lines(self, seen: Outlook) -> None:
        width = self.body.scrollable_content_region.width - _MARGIN
        lines, people = [], list[str | None]()
        for line in lines_to_come(seen, self._runner.clock.zone):
            lines.append(drawn(line, width))
            people.append(line.focus)
        state = self._runner.state
        for person in self._over:
            label = _("{name} står over").format(name=one_line(state.name(person)))
            lines.append(Content.styled(f"– {set_cell_size('', 7)}{label}", "$muted"))
            people.append(person)
        self._people = people
        self.choices.show(lines)

    @property
    def _chosen(self) -> str | None:
        """The focus person whose line is chosen, where it is a round that has not begun."""
        place = self.choices.chosen
        person = self._people[place] if 0 <= place < len(self._people) else None
        return person if person in remaining_focus(self._runner.state.course) else None

    def usable(self, action: Action) -> bool:
        """Only who has a round to come can stand over, and only what changes something can be accepted."""
        match action.name:
            case "stand_over":
                return self._chosen is not None and self._chosen not in self._over
            case "take_back":
                return self._chosen in self._over
            case "accept":
                return self._seen is not None and self._seen.changes
            case _:
                return True

    def action_stand_over(self) -> None:
        """Let the chosen person stand over."""
        person = self._chosen
        if person is None:
            return
        if outlook(self._runner, self._end, [*self._over, person]) is None:
            self.tell(_("Noen må være i fokus. Hopp heller over steget."))
            return
        self._over.append(person)
        self.tell(_("Spør gruppa først. Den som står over, er fortsatt lederkollega for de andre."))
        self._follow(person)

    def action_take_back(self) -> None:
        """Let the chosen person be in focus after all."""
        person = self._chosen
        self._over = [other for other in self._over if other != person]
        self.tell("")
        self._follow(person)

    def _follow(self, person: str | None) -> None:
        """Show what has changed, with the same person chosen wherever the line is now."""
        self.draw()
        if person in self._people:
            self.choices.choose(self._people.index(person))

    def action_later(self) -> None:
        """End a minute later."""
        self._move_end(MINUTE)

    def action_earlier(self) -> None:
        """End a minute earlier."""
        self._move_end(-MINUTE)

    def action_much_later(self) -> None:
        """End five minutes later."""
        self._move_end(MUCH)

    def action_much_earlier(self) -> None:
        """End five minutes earlier."""
        self._move_end(-MUCH)

    def _move_end(self, by: timedelta) -> None:
        self._end += by
        self.draw()

    def action_accept(self) -> None:
        """Let it be so, exactly as it was last shown."""
        if self._seen is not None and self.carry_out(self._runner, self._seen.command):
            clock = self._runner.clock
            end = time_of_day(projected_end(self._runner.state, clock.now()), clock.zone)
            self.dismiss(_("Planen er lagt om. Ny slutt: {end}. Angre med u.").format(end=end))

    @on(ChoiceList.OptionHighlighted)
    def _choice_moved(self, event: ChoiceList.OptionHighlighted) -> None:
        event.stop()
        self.draw_keys()
