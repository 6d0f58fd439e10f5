"""Bringing notes to their place: those that had to lie elsewhere, and those that a killed save has left half done."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from aml_okt.files.note_file import at_home, beside, comes_after, identity_in, is_beside
from aml_okt.files.shelf import Shelf, bytes_of
from aml_okt.files.swap import left_over


class Homecoming:
    """What comes to the notes of one session from outside its process."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.arrived: set[Path] = set()
        """Files elsewhere that are in their place now, and would not go away where they were."""

    def bring_home(self, strays: Iterable[Path]) -> tuple[Path, ...]:
        """Put what saves have left elsewhere in its place, or beside it; the notes that came so.

        Of several states of a note the latest comes first. What the session's folder still refuses stays where it is,
        and is found again the next time.
        """
        return self._each(strays, self._brought_home)

    def bring_back(self) -> tuple[Path, ...]:
        """Make notes of what saves that were never finished have left; the new ones."""
        return self._each(left_over(self._shelf.folder), self._brought_back)

    @staticmethod
    def _each(strays: Iterable[Path], bring: Callable[[Path], Path | None]) -> tuple[Path, ...]:
        notes = []
        for stray in strays:
            with suppress(OSError):  # it stays where it is, and is found again the next time
                notes.append(bring(stray))
        return tuple(filter(None, notes))

    def _brought_home(self, stray: Path) -> Path | None:
        """Put a note that lies elsewhere in its place, or beside it where that says something else; where it is now."""
        data = stray.read_bytes()
        identity = identity_in(data)
        place, home = self._shelf.path_of(identity), None
        if place and identity and not is_beside(stray) and comes_after(data, there := bytes_of(place)):
            self._shelf.make()
            self._shelf.replace(place, at_home(data), there, identity)
            home = place
        elif self._shelf.says_more(data):
            of_its_own = is_beside(stray) or (place is None and identity is not None)
            home = self._shelf.put(stray.name if of_its_own else beside(place or stray), at_home(data))
        self._done_with(stray)
        return home

    def _brought_back(self, stray: Path) -> Path | None:
        """Make a note of a file that was left over, unless all that it says is in a note already; the note, if so."""
        name = stray.name[1:].rsplit(".", 2)[0].removesuffix(".md") + ".md"
        data = stray.read_bytes()
        identity, home = identity_in(data), None
        if self._shelf.says_more(data, begun=True):
            alone = identity is not None and self._shelf.path_of(identity) is None
            home = self._shelf.put(name if alone else beside(Path(name)), data)
        self._done_with(stray)
        return home

    def _done_with(self, stray: Path) -> None:
        """Remove a file that is in its place now; one that will not go is not brought home a second time."""
        try:
            stray.unlink(missing_ok=True)
        except OSError:
            self.arrived.add(stray)
