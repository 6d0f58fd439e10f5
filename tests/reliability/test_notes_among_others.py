"""Another program writes in a note in the very moment that we save it: both texts exist afterwards."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.files import swap
from aml_okt.files.note_file import FOLDER, NoteKey
from aml_okt.files.note_keeper import NoteKeeper
from aml_okt.files.notebook import Notebook
from tests.builders import small_agenda
from tests.reliability.conftest import times

KEY = NoteKey.of(small_agenda().step("refleksjon"))
LONGEST = 0.004
"""Seconds within which the other program writes; a save takes about as long."""


def in_place(path: Path, text: str) -> None:
    """As editors do that keep the file and write over it."""
    path.write_text(text, "utf-8")


def by_renaming(path: Path, text: str) -> None:
    """As sync clients and careful editors do."""
    new = path.with_name("theirs.part")
    new.write_text(text, "utf-8")
    new.replace(path)


def by_deleting(path: Path, text: str) -> None:
    """As those do that are not careful."""
    path.unlink(missing_ok=True)
    time.sleep(0.0005)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("write", "exchanged"),
    [(in_place, True), (by_renaming, True), (by_deleting, True), (in_place, False)],
    ids=["in place", "by renaming", "by deleting", "in place, where places cannot be changed"],
)
def test_two_who_write_at_once_lose_nothing(
    tmp_path: Path,
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, str], None],
    *,
    exchanged: bool,
) -> None:
    """On Linux the two files change places; elsewhere the file that is replaced gets a second name first.

    The second way leaves an instant in which a file that is put in place of ours is forgotten; the first does not.
    """
    if not exchanged:
        monkeypatch.setattr(swap, "_renameat2", lambda: None)
    keeper = NoteKeeper(Notebook(tmp_path))
    keeper.typed(KEY, "begynnelsen")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    head = path.read_text("utf-8").removesuffix("begynnelsen")
    for number in times(10, 100):
        ours, theirs, delay = f"vårt {number}.", f"deres {number}.", chance.uniform(0, LONGEST)

        def other(text: str = head + theirs, delay: float = delay) -> None:
            time.sleep(delay)
            write(path, text)

        thread = threading.Thread(target=other)
        thread.start()
        time.sleep(chance.uniform(0, LONGEST))
        keeper.typed(KEY, ours)
        assert keeper.save().unsaved == ()
        thread.join()
        keeper.read(KEY)  # as the screen does when it comes back to the note
        keeper.save()  # as it does at the next letter, and at the end
        there = [file.read_text("utf-8") for file in path.parent.glob("*.md")]
        assert any(text.endswith(ours) for text in there)
        assert any(text.endswith(theirs) for text in there)
        assert not [file for file in path.parent.iterdir() if file.name.startswith(".")]
