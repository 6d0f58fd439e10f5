"""One thing that can be done in a session: its keys, its words, and the command that it needs."""

from msgspec import Struct

from aml_okt.core.commands import Command
from aml_okt.core.message import Message
from aml_okt.i18n import render

NO_KEY = Message("")
"""How the key is written where there is none."""


def letter(key: str, label: str) -> Message:
    """A letter that is pressed for what has this label; a language whose word begins otherwise has its own."""
    return Message(key, context=label)


class Action(Struct, frozen=True):
    """One thing the user can do.

    - `name` is the screen's `action_…` method.
    - `keys` are Textual's names, comma separated; `shown` is how the first is written for people. Where that is a
      `letter`, it is the first key itself, and `keys` are the others. `also` are letters that do the same.
    - `needs` is the kind of command it leads to: it can be done when that is allowed, and always where
      there is none.
    - `typing` is a second key that no text field uses.
    - `rank` says how much it is needed in the key bar, where the highest go first when it is narrow;
      0 is never in the bar.
    - `beside` names the only aside of the session's screen that it belongs to in the bar.
    - `by_key`: it is told which of its keys was pressed.
    - `for_all`: it shows nothing but what the whole group may see, so that its key is named while they look.
    - `always`: it comes before whatever has the keys, in dialogs too.
    - `word` is what is written for it where there are only lines and no screen; None where it is about the screen
      itself. `told` explains it there, where that is not what `help` says.
    """

    name: str
    keys: str
    shown: Message
    label: Message
    help: Message
    needs: type[Command] | None = None
    typing: str = ""
    rank: int = 0
    beside: str = ""
    by_key: bool = False
    for_all: bool = False
    always: bool = False
    word: Message | None = None
    told: Message | None = None
    also: tuple[Message, ...] = ()

    @property
    def pressed(self) -> tuple[str, ...]:
        """All keys in the chosen language by Textual's names, the one that is shown first."""
        shown = [render(self.shown)] if self.shown.context else []
        return (*shown, *filter(None, self.keys.split(",")), *map(render, self.also))

    @property
    def letter(self) -> str:
        """The letter that is pressed for it in the chosen language; nothing where there is none."""
        return next((render(key) for key in (self.shown, *self.also) if key.context), "")
