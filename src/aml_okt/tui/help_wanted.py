"""That somebody wants help: a screen says what it is and what can be done there, and the app opens it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from aml_okt.scene.action import Action

if TYPE_CHECKING:  # whoever wants no help does without
    from aml_okt.scene.about import About


class HelpWanted(Message):
    """Help is asked for on a screen with these actions; `now` is what stands on it at this moment, with its own."""

    def __init__(
        self, actions: Sequence[Action], screen: "About", now: "tuple[About, Sequence[Action]] | None" = None
    ) -> None:
        super().__init__()
        self.actions, self.screen, self.now = tuple(actions), screen, now
