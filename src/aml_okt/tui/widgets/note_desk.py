"""The note pane at work: the right note in the field, and what is typed on the disk within a second."""

import asyncio
from datetime import datetime

from textual import on
from textual.message import Message

from aml_okt.clock import Clock, time_of_day_with_seconds
from aml_okt.files.note_keeper import NoteKeeper, Unsaved
from aml_okt.files.notes import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.tui.widgets.note_pane import NotePane

SAVE_AFTER = 0.4
"""Seconds from the first unsaved key to the save. Typing on does not put it off."""


class NoteDesk(NotePane):
    """Shows one note at a time and saves all of them."""

    class Saved(Message):
        """A round of saving is over, at this wall time. `unsaved` is what could not be written."""

        def __init__(self, at: datetime, unsaved: tuple[Unsaved, ...]) -> None:
            super().__init__()
            self.at, self.unsaved = at, unsaved

    def __init__(self, keeper: NoteKeeper, clock: Clock) -> None:
        super().__init__()
        self._keeper, self._clock = keeper, clock
        self._key: NoteKey | None = None
        self._due = False

    def show(self, key: NoteKey, label: str, *, private: bool) -> None:
        """Show this note; the one before it is saved on the way."""
        self.label(label, private=private)
        if self._key is not None and self._key.identity == key.identity:
            return
        if self._keeper.anything_waits:
            self._save_soon()
        self._key = key
        try:
            text = self._keeper.text(key)
        except OSError:
            self.load("")
            self.status(_("Notatet som lå her kan ikke leses. Det nye legges i en ny fil."), fault=True)
            return
        self.load(text)
        on_disk = bool(text) and not self._keeper.waits(key)
        self.status(_("✓ lagret") if on_disk else "", saved=on_disk)

    def finish(self) -> tuple[Unsaved, ...]:
        """Save what waits before everything closes, and say what could not be."""
        return self._keeper.save() if self._keeper.anything_waits else ()

    @on(NotePane.Typed)
    def _keep(self, event: NotePane.Typed) -> None:
        event.stop()
        if self._key is None:
            return
        self._keeper.typed(self._key, event.text)
        self.status(_("skriver …"))
        if not self._due:
            self._due = True
            self.set_timer(SAVE_AFTER, self._save_soon)

    def _save_soon(self) -> None:
        self._due = False
        self.run_worker(self._save())

    async def _save(self) -> None:
        unsaved = await asyncio.to_thread(self._keeper.save)
        self.post_message(self.Saved(self._clock.now().wall, unsaved))

    @on(Saved)
    def _tell(self, event: Saved) -> None:
        if event.unsaved:
            self.status(_("IKKE lagret. Teksten er her fortsatt."), fault=True)
            if not self._due:
                self._due = True
                self.set_timer(5, self._save_soon)
        elif not self._keeper.anything_waits:
            at = time_of_day_with_seconds(event.at, self._clock.zone)
            self.status(_("✓ lagret {time}").format(time=at), saved=True)
