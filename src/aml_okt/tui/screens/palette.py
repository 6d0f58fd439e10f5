"""A small command palette: type a few letters of what you want to do."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList

from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.tui.actions import PALETTE, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words

_LABEL, _KEY = 54, 9
"""Columns for an action's label and its key."""


class PaletteDialog(ChoosingDialog[Action]):
    """Finds an action among those that can be done now; the result is the one chosen."""

    ABOUT = about.PALETTE
    BINDINGS = bindings(PALETTE)
    KEYS = PALETTE
    MESSAGE_ROWS = 4

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__(_("Hva vil du gjøre?"))
        self._actions = tuple(action for action in actions if action.name != "palette")
        self._found = self._actions

    def contents(self) -> Iterable[Widget]:
        """What is found, or that nothing is."""
        yield ChoiceList([_line(action) for action in self._found])
        yield Words(_("Ingen treff. Prøv færre bokstaver."), classes="explanation")

    def above(self) -> Iterable[Widget]:
        """What to look for."""
        field = Field(placeholder=_("Skriv noen bokstaver"))
        field.add_class("above")
        yield field

    def below(self) -> Iterable[Widget]:
        """What the chosen action does."""
        yield Words(classes="about")

    def opened(self) -> None:
        """Begin to type."""
        self.query_one(".explanation").display = False
        self.query_one(Field).focus()

    def usable(self, action: Action) -> bool:
        """With nothing found there is nothing to choose."""
        return action.name == "close" or bool(self._found)

    @on(Input.Changed)
    def _look(self) -> None:
        self._found = tuple(_found(self._actions, self.query_one(Field).text))
        self.choices.show([_line(action) for action in self._found], 0)
        self.query_one(".explanation").display = not self._found
        self._explain()
        self.draw_keys()

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        about = render(self._found[self.choices.chosen].help) if self._found and self.choices.chosen >= 0 else ""
        self.query_one(".about", Words).say(about)

    @on(Input.Submitted)
    def action_run_chosen(self) -> None:
        """That one."""
        if self._found:
            self.dismiss(self._found[self.choices.chosen])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index])


def _found(actions: Sequence[Action], wanted: str) -> list[Action]:
    """The actions that have every word in label or help; those whose label begins with it first."""
    words = wanted.casefold().split()
    hits = [action for action in actions if all(word in _text(action) for word in words)]
    return sorted(hits, key=lambda action: _rank(action, words))


def _text(action: Action) -> str:
    return f"{render(action.label)} {render(action.help)}".casefold()


def _rank(action: Action, words: Sequence[str]) -> int:
    label = render(action.label).casefold()
    if not words or label.startswith(words[0]):
        return 0
    return 1 if words[0] in label else 2


def _line(action: Action) -> Content:
    key = render(action.shown)
    return Content.assemble(
        (set_cell_size(render(action.label), _LABEL), "bold"),
        " " * max(0, _KEY - cell_len(key)),
        (key, "$focus"),
    )
