"""The terminal's bell: what a screen asks for, and how often it is rung."""

from textual.message import Message

from aml_okt.core.cues import Cue


class Ring(Message):
    """A cue is to be heard from the terminal."""

    def __init__(self, cue: Cue) -> None:
        super().__init__()
        self.cue = cue
