"""The bar of keys at the foot of a screen: what can be done now, most needed first, as much as fits."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from aml_okt.i18n import render
from aml_okt.scene.action import Action
from aml_okt.tui.widgets.words import Words

_BETWEEN = 3


class KeyHint(Words):
    """One key and what it does. A click does it too."""

    DEFAULT_CSS = """
    KeyHint {
        width: auto;
        height: 1;
        padding: 0 2 0 1;
        &:hover { background: $frame; }
    }
    """

    class Chosen(Message):
        """Somebody clicked on the key."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action
        self.cells = 0
        self.name_key(typing=False)

    def name_key(self, *, typing: bool) -> None:
        """Name the key that works now: while somebody types, the second one."""
        key = key_in_words(self.action.typing) if typing and self.action.typing else render(self.action.shown)
        label = render(self.action.label)
        self.cells = cell_len(f"{key} {label}") + _BETWEEN
        self.say(Content.assemble((key, "bold $focus"), " ", label))

    def on_click(self, event: events.Click) -> None:
        """Tell whoever holds the bar."""
        event.stop()
        self.post_message(self.Chosen(self.action))


class KeyBar(Widget):
    """The keys of a screen. `show` says which of them make sense now.

    The order is that of the list; where it is too narrow, those with the highest rank go first.
    """

    DEFAULT_CSS = """
    KeyBar {
        layout: horizontal;
        height: 1;
        width: 1fr;
        background: $panel;
        dock: bottom;
    }
    """

    def __init__(self, actions: Iterable[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._actions = tuple(action for action in actions if action.rank)
        self._usable: frozenset[str] = frozenset(action.name for action in self._actions)
        self._typing = False

    def compose(self) -> ComposeResult:
        """One hint an action."""
        for action in self._actions:
            yield KeyHint(action)

    def show(self, names: Iterable[str], *, typing: bool = False) -> None:
        """Show the actions with these names, as far as they fit, with the keys that work while typing or not."""
        usable = frozenset(names)
        if (usable, typing) == (self._usable, self._typing):
            return
        if typing != self._typing:
            for hint in self.query(KeyHint):
                hint.name_key(typing=typing)
        self._usable, self._typing = usable, typing
        self._fit()

    def on_mount(self) -> None:
        """Fit for the first time."""
        self._fit()

    def on_resize(self) -> None:
        """Fit again."""
        self._fit()

    def _fit(self) -> None:
        hints = list(self.query(KeyHint))
        room = self.size.width
        shown = set()
        for hint in sorted(hints, key=lambda hint: hint.action.rank):
            if hint.action.name in self._usable and hint.cells <= room:
                room -= hint.cells
                shown.add(hint.action.name)
        for hint in hints:
            hint.display = hint.action.name in shown

    @on(KeyHint.Chosen)
    async def _do(self, event: KeyHint.Chosen) -> None:
        event.stop()
        await self.app.run_action(event.action.name, self.screen)


def key_in_words(key: str) -> str:
    """A key's name as it is written for people: `f9` is F9, `ctrl+q` is Ctrl+Q."""
    return "+".join(part.capitalize() for part in key.split("+"))
