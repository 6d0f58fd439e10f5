"""How `aml-okt start` opens: everything that the command line has settled before the first screen."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from aml_okt.clock import Clock
from aml_okt.core.agenda import Agenda
from aml_okt.core.session import Stage
from aml_okt.core.text import one_line
from aml_okt.files.actions import is_beside as actions_beside
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.folders import (
    day_of,
    is_rehearsal,
    root_of,
    sessions,
)
from aml_okt.files.invocation import command
from aml_okt.files.journal import JOURNAL_NAME, Mended
from aml_okt.files.known_agendas import KnownAgendas
from aml_okt.files.lock import SessionBusyError, is_open, read_writer
from aml_okt.files.note_file import FOLDER, is_beside
from aml_okt.files.settings import Settings
from aml_okt.files.yaml_tree import LARGEST
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.loading import EXPECTED, LoadedSession, load_session
from aml_okt.private_notes import Kept
from aml_okt.runner import AgendaFile

OFFERED_FOR = timedelta(hours=48)
"""An interrupted session is offered for this long; `--resume` takes up older ones."""

_NAMED_WITHIN = timedelta(days=7)


class Opening(Struct, frozen=True):
    """What the screens begin with.

    `origin` says in words which agenda it is. `go` skips the setup screen. `rehearsal` is the clock's
    speed in practice. `resume` is the session that was asked for by name; `interrupted` is one to offer.
    `guided` is whether tips lead through it. `first` is whether nobody has held a session here before, and `recalled`
    whether service and place are those of the last one. `notice` is something to tell before a new session begins;
    `warning` is to be told before any session.
    """

    root: Path
    clock: Clock
    agenda_file: AgendaFile
    origin: str
    unit: str
    place: str
    names: tuple[str, ...]
    latest_end: datetime | None
    go: bool
    rehearsal: float | None
    resume: Path | None
    interrupted: Path | None
    notice: str = ""
    warning: str = ""
    breather: bool = False
    settings: Settings | None = None
    old_private: tuple[Kept, ...] = ()
    """Sessions whose private notes are so old that the user is to be asked about them, as the settings say."""
    guided: bool = False
    first: bool = False
    recalled: bool = False
    left: LoadedSession | None = None
    """The session to resume or to offer, as it was read when that was settled."""


def read_agenda_file(path: Path, known: KnownAgendas | None = None) -> AgendaFile:
    """The agenda in a file together with its bytes; one that is `known` is not made sense of again.

    Raises:
        AgendaFaults: when it cannot be opened or is not an agenda.
        OSError: when it could not be opened, but now can.

    """
    try:
        with path.open("rb") as file:
            # One byte past the limit is enough to see that it is passed, whatever the file's size.
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        load_agenda(path)  # says in words why it cannot be opened
        raise
    return AgendaFile((known or KnownAgendas()).of(str(path), data), path, data)


class LeftBehind(Struct, frozen=True):
    """What was found among the latest sessions: one to offer, and those that could not be read."""

    interrupted: Path | None = None
    unreadable: tuple[Path, ...] = ()
    loaded: LoadedSession | None = None
    """The one to offer, as it was read."""


def command_for(session: Path, verb: str, *words: str) -> str:
    """A command about a session as it has to be typed here: by its name, unless it is the one meant without a name."""
    root = root_of(session)
    latest = next(iter(sessions(root)), None)
    meant = latest is not None and latest.resolve() == session.resolve() and not is_rehearsal(session)
    return command(root, verb, *(() if meant else (session.name,)), *words)


def left_in_words(folder: Path, *, whole: bool = True, plain: bool = False) -> str:
    """Where a session that waits is, and how to go on with it; a rehearsal is never offered, only asked for by name.

    `whole` is whether all that was written in it is there, `plain` whether it was led without a screen.
    """
    start = ("start", "--plain") if plain else ("start",)
    place = one_line(str(folder))
    if not (folder / JOURNAL_NAME).exists():
        return _("Mappa til økta er ikke lenger i {place}. Flytt den tilbake for å fortsette.").format(place=place)
    if is_rehearsal(folder):
        saved = _("Øvelsen er lagret i {place}.") if whole else _("Resten av øvelsen er lagret i {place}.")
        again = command(root_of(folder), *start, "--resume", folder.name)
    else:
        saved = _("Økta er lagret i {place}.") if whole else _("Resten av økta er lagret i {place}.")
        again = command(root_of(folder), *start)
    how = _("Fortsett med «{command}».").format(command=again)
    return f"{saved.format(place=place)} {how}"


def mended_in_words(mended: Mended | None, missing: int) -> str:
    """What a damaged journal has cost and where the rest of it is; empty when nothing was wrong."""
    name = "" if mended is None else one_line(mended.aside.name)
    if missing:
        lost = ngettext(
            "Loggen var skadet: Én hendelse er borte.", "Loggen var skadet: {count} hendelser er borte.", missing
        ).format(count=missing)
        return " ".join((lost, _("Den gamle ligger i {name}.").format(name=name))) if name else lost
    if mended is None:
        return ""
    if mended.only_tail:
        return _("Slutten på loggen ble ikke skrevet ferdig. Den ligger i {name}.").format(name=name)
    return _("Loggen var skadet, men alt er med. Den gamle ligger i {name}.").format(name=name)


def found_again_in_words(notes: Sequence[Path]) -> str:
    """Where texts are that had no place of their own when they were saved; a note that is in its own needs no words."""
    beside = [note for note in notes if is_beside(note) or actions_beside(note)]
    if not beside:
        return ""
    names = ", ".join(map(place_in_words, beside))
    return _("Tekst som ikke ble lagret på vanlig plass, ligger i {names}.").format(names=names)


def set_aside_in_words(texts: Sequence[Path]) -> str:
    """Where the texts are that another program wrote in a note, or in the actions, while it was saved."""
    actions = [text for text in texts if actions_beside(text)]
    notes = [text for text in texts if text not in actions]
    said = (
        (notes, _("Et annet program skrev i et notat. Den andre teksten ligger i {names}.")),
        (actions, _("Et annet program skrev i tiltakslista. Den andre teksten ligger i {names}.")),
    )
    return " ".join(sentence.format(names=", ".join(map(place_in_words, those))) for those, sentence in said if those)


def place_in_words(text: Path) -> str:
    """Where a text is: among the notes by its name, elsewhere by its whole path."""
    return one_line(text.name if text.parent.name == FOLDER or actions_beside(text) else str(text))


def elsewhere_in_words(texts: Sequence[Path]) -> str:
    """Where texts are that the session's folder does not take; empty when there are none."""
    if not texts:
        return ""
    return _("Vi får ikke lagret alt i øktmappa. Resten ligger i {places} så lenge.").format(places=_places(texts))


def waiting_in_words(texts: Sequence[Path], session: Path, *, plain: bool = False) -> str:
    """The same when the program has let go, and how they come to their place; `plain` as in left_in_words."""
    if not texts:
        return ""
    start = ("start", "--plain") if plain else ("start",)
    how = _("Åpne økta med «{command}», så legges det på plass.").format(
        command=command(root_of(session), *start, "--resume", session.name)
    )
    return f"{elsewhere_in_words(texts)} {how}"


def _places(texts: Sequence[Path]) -> str:
    """Where files are: each folder once, with what lies in it."""
    by_folder: dict[Path, list[str]] = {}
    for text in texts:
        by_folder.setdefault(text.parent, []).append(one_line(text.name))
    return ", ".join(
        f"{one_line(str(folder))}/{names[0]}" if len(names) == 1 else f"{one_line(str(folder))} ({', '.join(names)})"
        for folder, names in by_folder.items()
    )


def left_behind(root: Path, clock: Clock, agenda_in: Callable[[Path], Agenda] = load_agenda) -> LeftBehind:
    """The latest session that was left unfinished in the last 48 hours, and what stood in the way of finding it.

    Rehearsals are none of it: nobody who meets for the real thing should be asked about practice.

    Raises:
        SessionBusyError: when somebody has one of them open.

    """
    now = clock.now().wall
    unreadable: list[Path] = []
    today = now.astimezone(clock.zone).date()
    for folder in sessions(root, lambda name: not _too_old_by_name(name, today)):
        if is_open(folder):
            raise SessionBusyError(read_writer(folder))
        try:
            loaded = load_session(folder, agenda_in)
        except EXPECTED:
            unreadable.append(folder)
            continue
        if loaded.state.stage is not Stage.FINISHED and now - loaded.state.last.wall <= OFFERED_FOR:
            return LeftBehind(folder, tuple(unreadable), loaded)
    return LeftBehind(None, tuple(unreadable))


def _too_old_by_name(name: str, today: date) -> bool:
    """Whether its folder's name says that a session began so long ago that its journal need not be read."""
    begun = day_of(Path(name))
    return begun is not None and today - begun > _NAMED_WITHIN
