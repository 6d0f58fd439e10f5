"""A choice that is made or not; a mark says so, not a colour."""

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from aml_okt.tui.widgets.words import Words


class Tick(Words, can_focus=True):
    """`[✓]` or `[ ]`, and what it is about. Space, Enter or a click changes it."""

    DEFAULT_CSS = """
    Tick {
        height: auto;
        border-left: outer $frame;
        padding: 0 1;
        pointer: pointer;
        &:focus { border-left: outer $focus; background: $panel; }
        &:hover { background: $panel; }
    }
    """
    BINDINGS = [Binding("space,enter", "change", show=False)]  # noqa: RUF012 -- declared so by Textual

    ALLOW_SELECT = False

    on: reactive[bool] = reactive(default=False)
    """Whether the choice is made."""

    class Changed(Message):
        """The choice is now this."""

        def __init__(self, *, on: bool) -> None:
            super().__init__()
            self.on = on

    def __init__(self, *, on: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._about: tuple[str, str] = ("", "")
        self.set_reactive(Tick.on, on)

    def ask(self, about: str, effect: str = "") -> None:
        """What the choice is, and what follows from it."""
        self._about = (about, effect)
        self._draw()

    def watch_on(self) -> None:
        """Show the new choice."""
        self._draw()

    def action_change(self) -> None:
        """Choose the other."""
        self.on = not self.on
        self.post_message(self.Changed(on=self.on))

    def on_click(self) -> None:
        """Choose the other."""
        self.action_change()

    def _draw(self) -> None:
        about, effect = self._about
        mark = Content.styled("[✓] " if self.on else "[ ] ", "bold $focus")
        self.say(Content.assemble(mark, about, Content.styled(f"\n    {effect}" if effect else "", "$muted")))
