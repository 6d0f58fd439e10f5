"""How long a letter takes into a long note while the clock runs, beside a plain field with the same text.

Both are open at the same time and get their letters in turn. A letter is on the screen when the first frame is whole
after which some cell shows it that did not before; a ticking clock has no letters.
"""

from contextlib import ExitStack
from itertools import cycle

from tests.bench.figures import Bound, Limit, Pair, Row, Statistic, figure
from tests.bench.lab import Lab, script
from tests.bench.picture import Picture, frames
from tests.bench.screens import taken_up
from tests.bench.sessions import at_step, led_to
from tests.bench.terminal import Terminal, listen, processor_time

LINES = 2500
LINE = "Vi snakket om arbeidsmengden om høsten, og om hva som hjelper."
LAST = "Det siste vi skrev."
LETTERS = "abcdefghijklmnopqrstuvwxyz"
A_LINE = 60
"""Letters after which a new line is begun."""
BETWEEN = 0.13
"""Seconds from one letter's change to the next press: somebody who types fast, and not in step with the clock."""
LONGEST = 2.0


def measure(lab: Lab) -> list[Row]:
    """One row."""
    ours, theirs = type_into_both(lab, LINES, lab.effort.presses)
    return [
        Row(
            name="typing",
            title=f"a letter in a note of {LINES:,} lines, to its change on the screen",
            against="plain TextArea",
            unit="ms",
            statistic=Statistic.P99,
            values=Pair(ours.times, theirs.times),
            limit=Limit(1.3, Bound.RATIO),
            processor=Pair(ours.spent, theirs.spent),
            details={
                "median, ours": figure(ours.times, Statistic.MEDIAN),
                "median, theirs": figure(theirs.times, Statistic.MEDIAN),
            },
        )
    ]


class Field:
    """A field that letters are typed into."""

    def __init__(self, terminal: Terminal) -> None:
        """Begin with the text on the screen and the cursor behind it."""
        self._terminal = terminal
        self._picture = Picture(terminal.size)
        self._drawn = 0
        self._draw()
        self.times: tuple[float, ...] = ()
        """Milliseconds that each letter took to the screen."""
        self.spent: tuple[float, ...] = ()
        """Seconds of processor for each letter, with all else that was done until it was silent again."""

    def type(self, letter: str) -> None:
        """Type a letter and keep what it took."""
        self._draw()
        before = processor_time(self._terminal.process)
        at = self._terminal.write(letter.encode())
        self._terminal.until_silent(BETWEEN, LONGEST)
        shown = next((moment for moment, letters in self._draw() if letter in letters), None)
        if shown is None:
            message = f"{letter!r} never came on the screen, which shows:\n{self._picture.text}"
            raise RuntimeError(message)
        self.times += (1000 * (shown - at),)
        self.spent += (processor_time(self._terminal.process) - before,)

    def _draw(self) -> list[tuple[float, set[str]]]:
        new, self._drawn = self._terminal.reads[self._drawn :], len(self._terminal.reads)
        return [(frame.at, {cell.letter for cell in self._picture.draw(frame.data)}) for frame in frames(new)]


def type_into_both(lab: Lab, lines: int, presses: int) -> tuple[Field, Field]:
    """Type so many letters into a note of so many lines, and into a plain field with the same text."""
    text = "".join(f"{LINE}\n" for _ in range(lines - 1)) + LAST
    root, plain = lab.new_folder(), lab.new_folder() / "note.md"
    plain.write_text(text, "utf-8")
    session = led_to(root, at_step("refleksjon"), note=text)
    with ExitStack() as opened:
        ours = opened.enter_context(lab.terminal(*taken_up(root, session.name)))
        theirs = opened.enter_context(lab.terminal(*script("text_area", str(plain))))
        for terminal in (ours, theirs):
            terminal.until_settled(LAST)
        ours.write(b"n")
        listen(ours, theirs, seconds=1)
        fields = Field(ours), Field(theirs)
        for number, letter in zip(range(presses), cycle(LETTERS), strict=False):
            for field, terminal in zip(fields, (ours, theirs), strict=True):
                if number % A_LINE == A_LINE - 1:
                    terminal.write(b"\r")
                    terminal.until_silent(BETWEEN, LONGEST)
                field.type(letter)
    return fields
