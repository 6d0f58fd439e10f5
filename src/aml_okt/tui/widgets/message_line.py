"""One calm line that says what just happened, why something could not be done, or what has gone wrong."""

from collections import deque
from collections.abc import Collection, Sequence
from enum import Enum

from rich.cells import cell_len, set_cell_size
from textual.timer import Timer

from aml_okt.core.text import one_line
from aml_okt.tui.widgets.words import Words

SHOWN_FOR = 8.0
"""Seconds that news stay; a fault stays until something else is said, and that long at least if it takes its turn."""


class Tone(Enum):
    """How a message is meant."""

    NEWS = "news"
    REFUSAL = "refusal"
    FAULT = "fault"
    CUE = "cue"


class MessageLine(Words):
    """A line of its own above the keys. What is too long for it takes two or three: it must be read whole."""

    DEFAULT_CSS = """
    MessageLine {
        height: auto;
        min-height: 1;
        max-height: 3;
        padding: 0 2;
        color: $muted;
        text-overflow: fold;
        &.-news { color: $now; }
        &.-refusal { color: $focus; }
        &.-fault { color: $over; text-style: bold; }
        &.-cue { color: $focus; text-style: bold; }
    }
    """

    _clearing: Timer | None = None
    _unread = ""
    """A fault that took its turn and has not stood for long yet."""

    def on_mount(self) -> None:
        """There is nothing to say yet."""
        self._waiting: deque[str] = deque()
        self.set_class(not self._said, "-empty")

    @property
    def tells_of_fault(self) -> bool:
        """Whether a fault stands here, which nothing less should take the place of."""
        return self.has_class("-fault") and not self.has_class("-empty")

    def tell(self, text: str, tone: Tone = Tone.NEWS, *, then: Sequence[str] = (), last: str = "") -> None:
        """Show a sentence, and of those in `then` as many as there is room for, the first ones first.

        `last` stands at the end in any case, and what is before it is shortened where it must be.
        A fault that it takes the place of too early comes again afterwards.
        """
        if self._unread:
            self._waiting.appendleft(self._unread)
            self._unread = ""
        if not text and self._waiting:
            self._tell_next()
            return
        self._put(text, tone, then, last)
        if self._waiting or (text and tone is not Tone.FAULT):
            self._clearing = self.set_timer(SHOWN_FOR, self._go_on)

    def tell_in_turn(self, fault: str) -> None:
        """Show a fault that has to be read: it waits for those before it, and news only put it off."""
        if fault == self._unread or fault in self._waiting:
            return
        self._waiting.append(fault)
        if not self.tells_of_fault:
            self._tell_next()
        elif self._clearing is None:
            self._clearing = self.set_timer(SHOWN_FOR, self._go_on)

    def take_back(self, faults: Collection[str], news: str) -> None:
        """Say of faults that they are faults no more; news where one of them stands here."""
        self._waiting = deque(fault for fault in self._waiting if fault not in faults)
        if self._said in faults:
            self._unread = ""
            self.tell(news)

    def _tell_next(self) -> None:
        self._unread = self._waiting.popleft()
        self._put(self._unread, Tone.FAULT, ())
        self._clearing = self.set_timer(SHOWN_FOR, self._go_on)

    def _go_on(self) -> None:
        """What stood here has been read: the next fault comes, or nothing where it was only news."""
        self._unread = ""
        self._clearing = None
        if self._waiting:
            self._tell_next()
        elif not self.tells_of_fault:
            self._show("")

    def _put(self, text: str, tone: Tone, then: Sequence[str], last: str = "") -> None:
        if self._clearing is not None:
            self._clearing.stop()
            self._clearing = None
        for other in Tone:
            self.set_class(other is tone, f"-{other.value}")
        self._show(self._with_what_fits(one_line(text), then, one_line(last)))

    def _with_what_fits(self, text: str, then: Sequence[str], last: str) -> str:
        room = self.content_size.width - (cell_len(last) + 1 if last else 0)
        for sentence in map(one_line, then):
            longer = f"{text} {sentence}"
            if self.content_size.width and cell_len(longer) > room:
                break
            text = longer
        if last and self.content_size.width and cell_len(text) > room:
            text = set_cell_size(text, max(0, room - 1)).rstrip() + "…"
        return f"{text} {last}".strip()

    def _show(self, text: str) -> None:
        self.set_class(not text, "-empty")
        # Laid out anew only when it takes more than one line, or did.
        high = cell_len(text) > self.content_size.width or self.size.height > 1
        self.say(text, layout=high)
