"""The note pane at work: the right note in the field, and what is typed on the disk within a second."""

import asyncio
from contextlib import suppress
from datetime import datetime

from msgspec.structs import replace
from textual import on
from textual.message import Message

from aml_okt.clock import Clock, time_of_day_with_seconds
from aml_okt.files.note_file import NoteKey
from aml_okt.files.note_keeper import NoteKeeper, Outcome
from aml_okt.files.notebook import Trouble
from aml_okt.i18n import gettext as _
from aml_okt.opening import set_aside_in_words
from aml_okt.scene.note_words import LOOK_AGAIN_AFTER, TRY_AGAIN_AFTER, found_in_words, into_new_file
from aml_okt.scene.notes_here import invitation_of, is_private, line_of, name_of
from aml_okt.tui.widgets.note_pane import NotePane

SAVE_AFTER = 0.4
"""Seconds from the first unsaved key to the save. Typing on does not put it off."""

AFTER_NEWS = 0.3
"""Seconds until what was noticed takes the place of the news of the key that led to it."""


class NoteDesk(NotePane):
    """Shows one note at a time and saves all of them."""

    class Saved(Message):
        """A round of saving is over, at this wall time."""

        def __init__(self, at: datetime, outcome: Outcome) -> None:
            super().__init__()
            self.at, self.outcome = at, outcome

    class Noticed(Message):
        """Something has happened to a note that whoever leads should know of."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, keeper: NoteKeeper, clock: Clock) -> None:
        super().__init__()
        self._keeper, self._clock = keeper, clock
        self._key: NoteKey | None = None
        self._cursors: dict[tuple[str, str], tuple[int, int]] = {}
        self._shown = self._saved_as = ""
        self._awaited = False
        self._due = self._trying_again = self._looking = self._alarmed = False

    def show(self, key: NoteKey, *, may_share: bool) -> None:
        """Show this note; the one before it keeps what was typed in it, and is saved.

        `may_share` is whether something can be shared from rounds beside it.
        """
        self.label(name_of(key), line_of(key), invitation_of(key, may_share=may_share), private=is_private(key))
        if self._key is not None and self._key.identity == key.identity:
            return
        self._take_text()
        if self._keeper.anything_waits:
            self._save_soon()
        if self._key is not None:
            self._cursors[self._key.identity] = self.area.cursor_location
        self._key = key
        self._shown, fault = self._read(key)
        self.load(self._shown, self._cursors.get(key.identity))
        self._awaited = self._keeper.waits(key)
        on_disk = bool(self._shown) and not self._awaited
        self._say_saved(_("✓ lagret") if on_disk else "")
        if fault:
            self.status(fault, fault=True)

    def _say_saved(self, words: str) -> None:
        self._saved_as = words
        self.status(words, saved=bool(words))

    def _read(self, key: NoteKey) -> tuple[str, str]:
        """The note's text, and what is wrong with its file."""
        try:
            found = self._keeper.read(key)
        except OSError:
            return "", into_new_file()
        if sentence := found_in_words(found):
            self._notice(sentence)
        if self._keeper.waits(key):
            self._save_soon()
        return found.text, into_new_file() if found.trouble is Trouble.DAMAGED and not found.text else ""

    def _notice(self, sentence: str) -> None:
        noticed = self.Noticed(sentence)
        self.set_timer(AFTER_NEWS, lambda: self.post_message(noticed))

    def read_beside(self, key: NoteKey) -> str:
        """The text of a note that is not shown here; what cannot be read is left alone, and there is none."""
        return self._read(key)[0]

    def copy_aside(self, key: NoteKey) -> None:
        """Keep what somebody else has made of a note that is not shown here."""
        with suppress(OSError):  # it stays where it is
            self._keeper.copy_aside(key)
            self._save_in_a_moment()

    def keep_beside(self, key: NoteKey, text: str) -> None:
        """Save a note that is not shown here, as soon as what is typed in the field would be."""
        self._keeper.typed(key, text)
        self._save_in_a_moment()

    def finish(self) -> Outcome:
        """Save what waits before everything closes; what came of it."""
        self._take_text()
        # Asked also when nothing seems to wait: a save that is under way may still fail.
        outcome = self._keeper.save()
        return replace(outcome, set_aside=self._keeper.tell(outcome.set_aside))

    def _take_text(self) -> bool:
        """Hand what stands in the field to the keeper, under the note it was typed in; whether it was new."""
        if self._key is None or self.area.text == self._shown:
            return False
        self._shown = self.area.text
        self._keeper.typed(self._key, self._shown)
        return True

    @on(NotePane.Typed)
    def _keep(self, event: NotePane.Typed) -> None:
        event.stop()
        # A key pressed before the note was changed may be told of after it; the field is what counts.
        if self._take_text():
            self._awaited = True
            self.unsettle()
            self._save_in_a_moment()
        elif self._key is not None and not self._keeper.waits(self._key):
            # Written and taken back at once: it is what is on the disk.
            self._say_saved(self._saved_as)

    def _save_in_a_moment(self) -> None:
        if not self._due:
            self._due = True
            self.set_timer(SAVE_AFTER, self._save_soon)

    def _save_soon(self) -> None:
        self._due = False
        self.run_worker(self._save())

    def _try_again(self) -> None:
        """Save once more what a disk has refused; what is typed meanwhile does not wait for that."""
        self._trying_again = False
        self.run_worker(self._save())

    def _look_again(self) -> None:
        """See whether another program has written in what the last saves replaced."""
        self._looking = False
        self.run_worker(self._save())

    async def _save(self) -> None:
        outcome = await asyncio.to_thread(self._keeper.save)
        self.post_message(self.Saved(self._clock.now().wall, outcome))

    @on(Saved)
    def _tell(self, event: Saved) -> None:
        if event.outcome.look_again and not self._looking:
            self._looking = True
            self.set_timer(LOOK_AGAIN_AFTER, self._look_again)
        if texts := self._keeper.tell(event.outcome.set_aside):
            self.post_message(self.Noticed(set_aside_in_words(texts)))
        if event.outcome.unsaved and not self._trying_again:
            self._trying_again = True
            self.set_timer(TRY_AGAIN_AFTER, self._try_again)
        self._say_what_is_saved(event.outcome, event.at)

    def _say_what_is_saved(self, outcome: Outcome, at: datetime) -> None:
        if self._key is not None and any(note.key.identity == self._key.identity for note in outcome.unsaved):
            somewhere = any(note.refuge for note in outcome.unsaved if note.key.identity == self._key.identity)
            self.status(
                _("Ikke lagret i øktmappa ennå.") if somewhere else _("Ikke lagret ennå. Teksten er her fortsatt."),
                fault=True,
            )
        elif outcome.unsaved:
            self.status(_("Et annet notat er ikke lagret ennå."), fault=True)
            self._alarmed = True
        elif self._is_on_disk():
            self._awaited = False
            self._say_saved(_("✓ lagret {time}").format(time=time_of_day_with_seconds(at, self._clock.zone)))
        elif self._alarmed:
            self._alarmed = False
            if self._key is not None and not self._keeper.waits(self._key) and self.area.text == self._shown:
                self._say_saved(self._saved_as)

    def _is_on_disk(self) -> bool:
        """Whether the very text that is shown has just come on the disk; other notes' news are not this one's."""
        return (
            self._awaited
            and self._key is not None
            and not self._keeper.waits(self._key)
            and self.area.text == self._shown
        )
