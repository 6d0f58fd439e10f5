"""The bar of keys at the foot of a screen: what can be done now, most needed first, as much as fits."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from aml_okt.i18n import render
from aml_okt.scene.action import Action

_BEFORE, _AFTER = 1, 2
"""Cells of air on each side of a hint; a click there is meant for it."""


class Hint(Struct, frozen=True):
    """One key and what it does, and where it stands: the cells from `start` up to `stop`."""

    action: Action
    key: str
    label: str
    start: int = 0

    @property
    def text(self) -> str:
        """What stands there."""
        return f"{self.key} {self.label}"

    @property
    def cells(self) -> int:
        """How wide it is, with the air round it."""
        return _BEFORE + cell_len(self.text) + _AFTER

    @property
    def stop(self) -> int:
        """The first cell after it."""
        return self.start + self.cells


class KeyBar(Widget):
    """The keys of a screen. `show` says which of them make sense now; a click on one does what it does.

    The order is that of the list; where it is too narrow, those with the highest rank go first. It is one widget,
    because thirty small ones cost more than all else on the screen.
    """

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        width: 1fr;
        background: $panel;
        dock: bottom;
    }
    """
    ALLOW_SELECT = False

    pointed: reactive[str] = reactive("")
    """The name of the action that the mouse points at."""

    hints: reactive[tuple[Hint, ...]] = reactive(())
    """What is shown, from left to right."""

    def __init__(self, actions: Iterable[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._actions = tuple(action for action in actions if action.rank)
        self._usable: frozenset[str] = frozenset(action.name for action in self._actions)
        self._typing = False

    def show(self, names: Iterable[str], *, typing: bool = False) -> None:
        """Show the actions with these names, as far as they fit, with the keys that work while typing or not."""
        usable = frozenset(names)
        if (usable, typing) != (self._usable, self._typing):
            self._usable, self._typing = usable, typing
            self._fit()

    def render(self) -> Content:
        """The hints in a line."""
        return Content.assemble(*(self._drawn(hint) for hint in self.hints))

    def on_resize(self) -> None:
        """Fit again."""
        self._fit()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark what a click would do."""
        hint = self._under(event)
        self.pointed = hint.action.name if hint else ""

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self.pointed = ""

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint says."""
        event.stop()
        if hint := self._under(event):
            await self.app.run_action(hint.action.name, self.screen)

    def _under(self, mouse: events.MouseEvent) -> Hint | None:
        at = mouse.get_content_offset(self)
        return next((hint for hint in self.hints if at is not None and hint.start <= at.x < hint.stop), None)

    def _drawn(self, hint: Hint) -> Content:
        whole = Content.assemble(" " * _BEFORE, (hint.key, "bold $focus"), " ", hint.label, " " * _AFTER)
        return whole.stylize("on $frame") if hint.action.name == self.pointed else whole

    def _fit(self) -> None:
        usable = [self._hint(action) for action in self._actions if action.name in self._usable]
        room, fitting = self.size.width, set()
        for hint in sorted(usable, key=lambda hint: hint.action.rank):
            if hint.cells <= room:
                room -= hint.cells
                fitting.add(hint.action.name)
        self.hints = tuple(_in_a_row(hint for hint in usable if hint.action.name in fitting))

    def _hint(self, action: Action) -> Hint:
        """Name the key that works now: while somebody types, the second one."""
        second = self._typing and action.typing
        return Hint(action, key_in_words(action.typing) if second else render(action.shown), render(action.label))


def _in_a_row(hints: Iterable[Hint]) -> Iterator[Hint]:
    start = 0
    for hint in hints:
        placed = Hint(hint.action, hint.key, hint.label, start)
        yield placed
        start = placed.stop


def key_in_words(key: str) -> str:
    """A key's name as it is written for people: `f9` is F9, `ctrl+q` is Ctrl+Q."""
    return "+".join(part.capitalize() for part in key.split("+"))
