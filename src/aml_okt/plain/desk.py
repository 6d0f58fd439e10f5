"""Notes as they are written here: on the disk before the next line is heard, and what becomes of them in words."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from aml_okt.files.note_file import NoteKey
from aml_okt.files.note_keeper import NoteKeeper, Outcome
from aml_okt.files.notebook import Trouble
from aml_okt.opening import elsewhere_in_words, set_aside_in_words
from aml_okt.runner import SessionRunner
from aml_okt.scene.note_words import (
    LOOK_AGAIN_AFTER,
    TRY_AGAIN_AFTER,
    all_home,
    found_in_words,
    into_new_file,
    lost_in_words,
)

Say = Callable[[str], None]


class NoteDesk:
    """The notes and drafts of the session that runs."""

    def __init__(self, runner: SessionRunner, say: Say) -> None:
        self._runner, self._say = runner, say
        self._keeper = NoteKeeper(runner.notebook)
        self._told = ""
        """What has been said of texts that are not in their place."""
        self._again: timedelta | None = None
        """The reading of the steady clock at which to look at the disk again."""

    def read(self, key: NoteKey) -> str:
        """The text of a note. What has happened to it meanwhile is said."""
        try:
            found = self._keeper.read(key)
        except OSError:
            self._say(into_new_file())
            return ""
        self._say(found_in_words(found))
        if found.trouble is Trouble.DAMAGED and not found.text:
            self._say(into_new_file())
        if self._keeper.waits(key):
            # What the disk has lost, or has had to put elsewhere, is saved again.
            self._tell(self._keeper.save())
        return found.text

    def write(self, key: NoteKey, text: str) -> bool:
        """Save a note; whether it is in its place on the disk. What came of it otherwise is said."""
        self._keeper.typed(key, text)
        self._tell(self._keeper.save())
        return not self._keeper.waits(key)

    def waits(self, key: NoteKey) -> bool:
        """Whether something written in this note is not in its place yet."""
        return self._keeper.waits(key)

    def read_beside(self, key: NoteKey) -> str:
        """The text of a draft."""
        return self.read(key)

    def copy_aside(self, key: NoteKey) -> None:
        """Keep what somebody else has made of a draft."""
        with suppress(OSError):  # it stays where it is
            self._keeper.copy_aside(key)

    def keep_beside(self, key: NoteKey, text: str) -> None:
        """Save a draft."""
        self.write(key, text)

    def drop_private(self) -> None:
        """Save no private note again that waits for its place: they have been erased on purpose."""
        self._keeper.drop_private()

    def look_again(self) -> None:
        """Try again what a disk has refused, and look for what other programs write, when it is time."""
        if self._again is not None and self._runner.clock.now().steady >= self._again:
            self._again = None
            self._tell(self._keeper.save())
            self._tell_of_actions()

    def actions_changed(self) -> None:
        """The list of actions has been replaced, and may be written in by others for a while."""
        self._tell_of_actions()

    def save(self) -> Outcome:
        """Save what waits before everything closes; what came of it."""
        return self._keeper.save()

    def untold(self, texts: tuple[Path, ...]) -> tuple[Path, ...]:
        """Those of some texts of other programs' that nobody has been told of."""
        return self._keeper.tell(texts)

    def _tell(self, outcome: Outcome) -> None:
        told = lost_in_words(outcome) or elsewhere_in_words(self._runner.notebook.outstanding)
        if told != self._told:
            self._say(told or all_home())
        self._told = told
        self._say(set_aside_in_words(self._keeper.tell(outcome.set_aside)))
        if outcome.unsaved:
            self._look_in(TRY_AGAIN_AFTER)
        elif outcome.look_again:
            self._look_in(LOOK_AGAIN_AFTER)

    def _tell_of_actions(self) -> None:
        texts, again = self._runner.look_at_actions_again()
        self._say(set_aside_in_words(texts))
        if again:
            self._look_in(LOOK_AGAIN_AFTER)

    def _look_in(self, seconds: float) -> None:
        span = timedelta(seconds=seconds) * (self._runner.state.created.rehearsal or 1)
        due = self._runner.clock.now().steady + span
        self._again = due if self._again is None else min(self._again, due)
