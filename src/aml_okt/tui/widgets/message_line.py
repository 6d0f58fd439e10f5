"""One calm line that says what just happened, why something could not be done, or what has gone wrong."""

from collections.abc import Sequence
from enum import Enum

from rich.cells import cell_len
from textual.timer import Timer

from aml_okt.core.text import one_line
from aml_okt.tui.widgets.words import Words

SHOWN_FOR = 8.0
"""Seconds that news stay; a fault stays until something else is said."""


class Tone(Enum):
    """How a message is meant."""

    NEWS = "news"
    REFUSAL = "refusal"
    FAULT = "fault"
    CUE = "cue"


class MessageLine(Words):
    """A line of its own above the keys."""

    DEFAULT_CSS = """
    MessageLine {
        height: 1;
        padding: 0 2;
        color: $muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &.-news { color: $now; }
        &.-refusal { color: $focus; }
        &.-fault { color: $over; text-style: bold; }
        &.-cue { color: $focus; text-style: bold; }
    }
    """

    _clearing: Timer | None = None

    def on_mount(self) -> None:
        """There is nothing to say yet."""
        self.set_class(not self._said, "-empty")

    @property
    def tells_of_fault(self) -> bool:
        """Whether a fault stands here, which nothing less should take the place of."""
        return self.has_class("-fault") and not self.has_class("-empty")

    def tell(self, text: str, tone: Tone = Tone.NEWS, *, then: Sequence[str] = ()) -> None:
        """Show a sentence, and of those in `then` as many as there is room for, the first ones first."""
        if self._clearing is not None:
            self._clearing.stop()
            self._clearing = None
        for other in Tone:
            self.set_class(other is tone, f"-{other.value}")
        self._show(self._with_what_fits(one_line(text), then))
        if text and tone is not Tone.FAULT:
            self._clearing = self.set_timer(SHOWN_FOR, lambda: self._show(""))

    def _with_what_fits(self, text: str, then: Sequence[str]) -> str:
        room = self.content_size.width
        for sentence in map(one_line, then):
            longer = f"{text} {sentence}"
            if room and cell_len(longer) > room:
                break
            text = longer
        return text

    def _show(self, text: str) -> None:
        self.set_class(not text, "-empty")
        self.say(text, layout=False)
