"""One thing that can be done in a session: its keys, its words, and the command that it needs."""

from msgspec import Struct

from aml_okt.core.commands import Command
from aml_okt.core.message import Message

NO_KEY = Message("")
"""How the key is written where there is none."""


class Action(Struct, frozen=True):
    """One thing the user can do.

    - `name` is the screen's `action_…` method.
    - `keys` are Textual's names, comma separated; `shown` is how the first is written for people.
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
