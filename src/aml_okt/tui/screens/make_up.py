"""Making up lost time: what remains if the group is to end as planned, shown before anybody says yes to it."""

from collections.abc import Iterable, Sequence
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
from aml_okt.core.timing import projected_end, target_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.make_up_lines import Part, lines_to_come
from aml_okt.scene.news import SOMEBODY_IN_FOCUS
from aml_okt.scene.outlook import Outlook, answer, in_two_rows, outlook, question, sources
from aml_okt.tui.actions import MAKE_UP, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.screens.plan import drawn
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.table_names import shorten
from aml_okt.tui.widgets.words import Words

MUCH = 5 * MINUTE

_ROOM_TO_FOLD = 16
"""From so many rows on there is room for a second row of the texts over the list."""

_MARGIN = 4
"""Columns of the list that are not the line's own: its mark, its padding, and the scrollbar."""


class MakeUpDialog(ChoosingDialog[str]):
    """The plan as it would be. What Enter accepts is what was last shown; the result says what came of it."""

    ABOUT = about.MAKE_UP
    BINDINGS = bindings(MAKE_UP)
    KEYS = MAKE_UP
    MESSAGE_ROWS = 1
    DEFAULT_CSS = """
    MakeUpDialog .second {
        height: 1;
        margin: 0 3;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Hent inn tid"))
        self._runner = runner
        self._moved = timedelta()
        self._aim()
        self._over: list[str] = []
        self._parts: list[Part | str] = []
        self._seen: Outlook | None = None
        self._rows = 1

    def _aim(self) -> None:
        """Settle the end that is asked for, in session time; which one the plan has, a gap left out moves."""
        self._due = self._runner.state.course.due
        self._end = target_end(self._runner.state, self._runner.clock.now()) + self._moved

    def above(self) -> ComposeResult:
        """The question, what comes of it, and where the time is taken; the second rows are for narrow terminals."""
        yield Words(id="question", classes="above")
        yield Words(id="question-on", classes="second")
        yield Words(id="answer", classes="above")
        yield Words(id="sources", classes="above")
        yield Words(id="sources-on", classes="second")

    def contents(self) -> Iterable[Widget]:
        """What remains, a line each."""
        yield ChoiceList()

    def opened(self) -> None:
        """Follow the clock: what runs over its time now has to be found elsewhere."""
        self.follow_clock(self.draw)

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self._draw_in_new_size)

    def _draw_in_new_size(self) -> None:
        # What the dialog has made of the size counts one row for each text.
        fitted = self.body.styles.max_height
        self._rows = 1 if fitted is None else int(fitted.value)
        self.draw()

    def draw(self) -> None:
        """Work it out for this moment, and show it."""
        if not self.stands:
            return
        if self._runner.state.course.due != self._due:
            self._aim()
        first, self._seen = self._seen is None, outlook(self._runner, self._end, self._over)
        seen = self._seen
        if seen is None:
            return
        zone = self._runner.clock.zone
        told, worry = answer(seen, zone)
        self._say_in_rows("question", question(seen, zone), " ")
        self.query_one("#answer", Words).say(
            Content.styled(f"{'▲' if worry else '●'} {told}", "bold $focus" if worry else "bold $now"), layout=False
        )
        self._say_in_rows("sources", sources(seen), " · ", "$muted")
        self.body.styles.max_height = max(1, self._rows - sum(1 for second in self.query(".second") if second.display))
        self._show_lines(seen)
        if first and seen.proposal.missing:
            self._choose_somebody()
        self.draw_keys()

    def _say_in_rows(self, name: str, texts: Sequence[str], joint: str, style: str = "") -> None:
        first, second = self.query_one(f"#{name}", Words), self.query_one(f"#{name}-on", Words)
        width = first.content_size.width if self.size.height >= _ROOM_TO_FOLD else None
        rows = in_two_rows(texts, joint, width)
        for words, row in zip((first, second), rows, strict=True):
            words.say(Content.styled(row, style), layout=False)
        second.display = bool(rows[1])

    def _show_lines(self, seen: Outlook) -> None:
        width = self.body.scrollable_content_region.width - _MARGIN
        chosen = self._chosen_part
        lines, parts = [], list[Part | str]()
        for one in lines_to_come(seen.before, seen.after, seen.moment, self._runner.clock.zone):
            lines.append(drawn(one.line, width))
            parts.append(one.part)
        state = self._runner.state
        for person in self._over:
            label = _("{name} står over").format(name=one_line(state.name(person)))
            lines.append(Content.styled(f"– {set_cell_size('', 7)}{shorten(label, width - 9)}", "$muted"))
            parts.append(person)
        self._parts = parts
        # Lines come and go over the chosen one, which must not become somebody else's.
        self.choices.show(lines, parts.index(chosen) if chosen in parts else None)

    @property
    def _chosen_part(self) -> Part | str | None:
        place = self.choices.chosen
        return self._parts[place] if 0 <= place < len(self._parts) else None

    @property
    def _chosen(self) -> str | None:
        """The focus person whose line is chosen, where it is a round that has not begun."""
        person = _person(self._chosen_part)
        return person if person in remaining_focus(self._runner.state.course) else None

    def _choose_somebody(self) -> None:
        """Choose the first who could stand over, so that the keys say that it can be done."""
        left = remaining_focus(self._runner.state.course)
        place = next((place for place, part in enumerate(self._parts) if _person(part) in left), None)
        if place is not None:
            self.choices.choose(place)

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
            self.tell(render(SOMEBODY_IN_FOCUS))
            return
        self._over.append(person)
        self.tell(_("Spør gruppa. Den som står over, er fortsatt lederkollega."))
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
        self.choices.choose(next((place for place, part in enumerate(self._parts) if _person(part) == person), 0))

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
        self._moved += by
        self._end += by
        self.draw()

    def action_accept(self) -> None:
        """Let it be so, exactly as it was last shown."""
        seen = self._seen
        if seen is None or seen.before.course is not self._runner.state.course:
            self.draw()  # what was shown is of a plan that is no more
        elif self.carry_out(self._runner, seen.command):
            clock = self._runner.clock
            end = time_of_day(projected_end(self._runner.state, clock.now()), clock.zone)
            self.dismiss(_("Planen er lagt om. Ny slutt {end}. Angre med u.").format(end=end))

    @on(ChoiceList.OptionHighlighted)
    def _choice_moved(self, event: ChoiceList.OptionHighlighted) -> None:
        event.stop()
        self.draw_keys()


def _person(part: Part | str | None) -> str | None:
    """Whose round a line is about, or who stands over."""
    if isinstance(part, str) or part is None:
        return part
    return part[1] if part[2] is None else None
