"""Questions and answers: what is asked is said, and the next line is the answer."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from msgspec import Struct

from aml_okt.i18n import gettext as _
from aml_okt.plain.reading import EndOfInput, Line, Source, Stopped
from aml_okt.plain.voice import Voice
from aml_okt.plain.words import CLOSING, Several, yes_or_no
from aml_okt.signals import BY_SIGNAL

LONGEST_WAIT = timedelta(seconds=60)
"""So long is waited in one go where no time passes that anybody should be told of."""


class Closed(Exception):
    """The conversation is over, and the session waits; `status` is the exit status that tells why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Asked(Struct, frozen=True):
    """A question that waits. `tell` makes its lines anew; `is_text`: any line is an answer, and none may be lost."""

    tell: Callable[[], Sequence[str]]
    is_text: bool


class Asking:
    """Says lines and hears lines."""

    def __init__(self, source: Source, voice: Voice) -> None:
        self._source, self._voice = source, voice
        self._kept: deque[Line] = deque()
        """Lines that were written before a question that came in between, and are for what comes after it."""
        self._questions: list[_Asked] = []

    def say(self, *lines: str) -> None:
        """Say lines; one that is empty is left out."""
        self._voice.say(*lines)

    def read_out(self, text: str) -> None:
        """Say a text that somebody has written, line by line as it stands."""
        self._voice.read_out(text)

    def hear(self) -> str:
        """The next line.

        Raises:
            Closed: when there is none.

        """
        while True:
            if (line := self._take(LONGEST_WAIT)) is not None:
                return line.text

    def _take(self, longest: timedelta) -> Line | None:
        if self._kept:
            return self._kept.popleft()
        match self._source.take(longest):
            case Line() as line:
                return line
            case EndOfInput():
                raise Closed(0)
            case Stopped(number=number):
                raise Closed(BY_SIGNAL + number)
            case _:
                return None

    @contextmanager
    def _asked(self, tell: Callable[[], Sequence[str]], *, is_text: bool = False) -> Iterator[None]:
        self.say(*tell())
        self._questions.append(_Asked(tell, is_text))
        try:
            yield
        finally:
            self._questions.pop()

    @property
    def _is_to_choose(self) -> bool:
        """Whether what waits for an answer is a question that only some lines answer."""
        return bool(self._questions) and not self._questions[-1].is_text

    def say_question_again(self) -> None:
        """Say what waits for an answer, if anything does, as it is at this moment."""
        if self._questions:
            self.say(*self._questions[-1].tell())

    def ask(self, *question: str) -> str:
        """The next line, after a question."""
        with self._asked(lambda: question, is_text=True):
            return self.hear()

    def agrees(self, *question: str) -> bool:
        """Whether the answer to a question is yes. Anything but yes and no is asked about again."""
        with self._asked(lambda: (*question, _("Svar ja eller nei."))):
            return self._hears_yes()

    def _hears_yes(self) -> bool:
        """Whether the answer to what has been asked is yes."""
        while True:
            line = self.hear()
            if (answer := yes_or_no(line)) is not None:
                return answer
            if line.strip():
                self.say(_("Svar ja eller nei først."))
            else:
                self.say_question_again()

    def say_several(self, several: Several) -> None:
        """Say that a beginning could mean several words."""
        words = ", ".join(several.words)
        self.say(_("«{word}» kan være {words}. Skriv mer av ordet.").format(word=several.written, words=words))


def number_in(text: str, most: int) -> int | None:
    """The place, counted from 0, that a number from 1 to `most` names; None where it names none."""
    clean = text.strip().rstrip(CLOSING)
    if not (clean.isascii() and clean.isdigit()) or len(clean) > len(str(most)):
        return None
    return int(clean) - 1 if 1 <= int(clean) <= most else None
