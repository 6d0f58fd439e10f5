"""What all dialogs share: a calm box with a title, its content, a line for refusals and a line of keys.

A dialog's keys are a tuple of the one list of actions. Which of them make sense now, `usable` says; the key
bar, the keyboard and the mouse all ask it. A dialog that is taller than the terminal scrolls inside.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from aml_okt.core.commands import Command
from aml_okt.core.deciding import Refusal
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene.action import Action
from aml_okt.tui.actions import DIALOG, HELPING, bindings
from aml_okt.tui.frugal_compositor import FrugalScreen
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.key_bar import KeyBar
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.words import Words
from aml_okt.wording import unchanged_in_words

if TYPE_CHECKING:  # it is loaded with the first dialog that says what it is for
    from aml_okt.scene.about import About

Result = TypeVar("Result")

_ROUND_THE_BODY = 3
"""Rows for the title and the air over it, and for the keys."""

_ROOMY = 30
"""From so many rows on, a dialog leaves one free over and under itself."""


class Dialog(FrugalScreen[Result], ModalScreen[Result]):
    """A box on top of the screen. Escape closes it without a result."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings((*DIALOG, *HELPING))
    KEYS: ClassVar[tuple[Action, ...]] = DIALOG
    """What can be done here; a subclass that has its own makes its BINDINGS of them too."""
    HELPS: ClassVar[tuple[Action, ...]] = HELPING
    """What opens the help; the help itself has none."""
    ABOUT: "ClassVar[About]"
    """What it is for; each dialog says so."""
    MESSAGE_ROWS: ClassVar[int] = 2
    """Rows of what stays in place under the content, as the style sheet has it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading
        self._stands: bool | None = None
        """Whether everything in it is there: None before it is, False once it has been closed."""

    def compose(self) -> ComposeResult:
        """Title, content, message, keys."""
        with Vertical(classes="box"):
            yield Words(self._heading, classes="heading")
            yield from self.above()
            with VerticalScroll(classes="body", can_focus=False):
                yield from self.contents()
            yield from self.below()
            yield KeyBar((*self.KEYS, *self.HELPS))

    def above(self) -> ComposeResult:
        """What stays in place over the content; one row a widget."""
        yield from ()

    def below(self) -> ComposeResult:
        """What stays in place under the content: the line that says why something cannot be done."""
        yield MessageLine()

    @abstractmethod
    def contents(self) -> Iterable[Widget]:
        """What stands between the title and the message line."""

    @property
    def stands(self) -> bool:
        """Whether everything in the dialog is there: not before it is mounted, nor once it has been closed."""
        return bool(self._stands)

    @property
    def is_coming(self) -> bool:
        """Whether it has been asked for and is not there yet."""
        return self._stands is None

    @property
    def body(self) -> VerticalScroll:
        """What scrolls."""
        return self.query_one(".body", VerticalScroll)

    def usable(self, action: Action) -> bool:
        """Whether an action makes sense now."""
        del action
        return True

    def in_bar(self, action: Action) -> bool:
        """Whether the key bar should show an action now; as a rule when it makes sense."""
        return self.usable(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether the key of an action does anything now; one that comes too early or too late does nothing."""
        del parameters
        if not self._stands:
            return False
        declared = next((one for one in self.KEYS if one.name == action), None)
        return declared is None or self.usable(declared)

    def asks_before_closing(self) -> bool:
        """Whether the program should not close yet, because something here is written that nobody was asked about."""
        return False

    def hand_over(self) -> None:
        """Give what is written here to whoever keeps it; as a rule nothing is."""

    def draw_keys(self) -> None:
        """Show the keys that make sense now."""
        if not self._stands:
            return
        names = (action.name for action in (*self.KEYS, *self.HELPS) if self.in_bar(action))
        self.query_one(KeyBar).show(names, typing=isinstance(self.focused, Input))

    def tell(self, text: str, tone: Tone = Tone.NEWS) -> None:
        """Say something in the line above the keys."""
        self.query_one(MessageLine).tell(text, tone)

    def carry_out(self, runner: SessionRunner, command: Command) -> bool:
        """Give a command to the session; whether it was done. Why it was not, the dialog says, and stays open."""
        try:
            refusal = runner.dispatch(command)
        except OSError as fault:
            self.tell(unchanged_in_words(fault), Tone.FAULT)
            return False
        if refusal is not None:
            self.refuse(refusal)
        return refusal is None

    def refuse(self, refusal: Refusal) -> None:
        """Say why something cannot be done."""
        self.tell(render(refusal.reason), Tone.REFUSAL)

    def action_close(self) -> None:
        """Go away without a result."""
        self.dismiss()

    def action_help(self) -> None:
        """What this is for, and its keys."""
        self.post_message(HelpWanted((*self.KEYS, *self.HELPS), self.ABOUT))

    def follow_clock(self, look: Callable[[], None]) -> None:
        """Look at the clock once a second, as long as the dialog stands."""
        self.set_interval(1.0, lambda: look() if self._stands else None)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result, the first time it is asked for."""
        if self._stands is False:
            return AwaitComplete()
        self._stands = False
        return super().dismiss(result)

    def opened(self) -> None:
        """What there is to do once everything in the dialog is there."""

    @on(events.Mount)
    def _stand_up(self) -> None:
        if not self.children or self._stands is False:
            return  # the program is closing and has put nothing in it, or it has been closed before it was there
        self._stands = True
        self.opened()
        self.call_after_refresh(self.draw_keys)

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        if self._stands is False:
            return
        rows = event.size.height - _ROUND_THE_BODY - self.MESSAGE_ROWS - len(self.query(".box > .above"))
        self.body.styles.max_height = max(1, rows - 2 if event.size.height >= _ROOMY else rows)
        self.call_after_refresh(self.draw_keys)


class ChoosingDialog(Dialog[Result]):
    """A dialog with a list, one line of which is chosen with the arrows or the mouse."""

    @property
    def choices(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    def action_choose_previous(self) -> None:
        """The line over."""
        self.choices.action_cursor_up()

    def action_choose_next(self) -> None:
        """The line under."""
        self.choices.action_cursor_down()


class AnsweringDialog(ChoosingDialog[Result]):
    """A question with a few answers, one a line; the chosen one closes it, and so does a click."""

    answers: tuple[Result, ...] = ()

    def letter_of(self, name: str) -> str:
        """The letter that gives the answer of this action at once."""
        return next(action.letter for action in self.KEYS if action.name == name)

    def action_accept(self) -> None:
        """Give the chosen answer."""
        self.dismiss(self.answers[self.choices.chosen])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.answers[event.option_index])


class ReadingDialog(Dialog[None]):
    """A dialog to read in: nothing to choose, and the arrows scroll."""

    MESSAGE_ROWS = 1

    def usable(self, action: Action) -> bool:
        """Scrolling makes sense where there is more than fits."""
        return "_body_" not in action.name or self.body.show_vertical_scrollbar

    def opened(self) -> None:
        """Follow the scrollbar, which says whether there is anything to scroll."""
        self.watch(self.body, "show_vertical_scrollbar", self.draw_keys, init=False)

    def action_scroll_body_up(self) -> None:
        """One line up."""
        self.body.scroll_up(animate=False)

    def action_scroll_body_down(self) -> None:
        """One line down."""
        self.body.scroll_down(animate=False)

    def action_page_body_up(self) -> None:
        """One page up."""
        self.body.scroll_page_up(animate=False)

    def action_page_body_down(self) -> None:
        """One page down."""
        self.body.scroll_page_down(animate=False)

    def action_scroll_body_home(self) -> None:
        """To the top."""
        self.body.scroll_home(animate=False)

    def action_scroll_body_end(self) -> None:
        """To the end."""
        self.body.scroll_end(animate=False)
