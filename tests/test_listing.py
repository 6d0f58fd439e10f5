"""A list tells of each session what a closer look tells, and looks no closer than it must."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AddParticipant, Begin, End, Next, Undo
from aml_okt.files import folders
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.folders import AGENDA_NAME
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.files.lock import SessionLock
from aml_okt.files.note_file import NoteKey
from aml_okt.glance import glance
from aml_okt.listing import Seen, Unreadable, sessions_in
from aml_okt.loading import EXPECTED
from aml_okt.opening import read_agenda_file
from aml_okt.private_notes import count_private
from aml_okt.runner import SessionRunner, Setup
from tests.builders import OSLO, PEOPLE
from tests.held_session import TEN
from tests.many_sessions import write_many

Change = Callable[[Path], object]

SHORT = b"title: Kort\nsteps:\n  - id: ett\n    title: Ett\n    time: 5 min\n"

COUNT = """
import os, sys
from pathlib import Path
from aml_okt.clock import SystemClock
from aml_okt.listing import sessions_in

root, opened = sys.argv[1], []
def note(event, arguments):
    if event in {"open", "os.scandir", "os.listdir"} and str(arguments[0]).startswith(root):
        opened.append(event)
sys.addaudithook(note)
seen = list(sessions_in(Path(root), SystemClock()))
print(len(seen), opened.count("open"), len(opened) - opened.count("open"))
"""


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(TEN, OSLO)


def session(root: Path, clock: SettableClock, unit: str = "A", *, rehearsal: float | None = None) -> SessionRunner:
    """A session of five that has begun, with a private note, one for the minutes and an empty one."""
    agenda = read_agenda_file(built_in_agenda())
    runner = SessionRunner.create(root, agenda, Setup(unit, "", PEOPLE[:5], rehearsal=rehearsal), clock)
    runner.dispatch(Begin())
    runner.dispatch(Next())
    steps = {step.id: step for step in agenda.agenda.steps}
    runner.notebook.save(NoteKey.of(steps["kollegaveiledning"], runner.state.course.people[0], 1), "Karis")
    runner.notebook.save(NoteKey.of(steps["refleksjon"]), "Delt")
    runner.notebook.save(NoteKey.of(steps["innsjekk"]), "")
    return runner


def closely(folder: Path, clock: SettableClock) -> Seen | Unreadable:
    try:
        seen = glance(folder, clock)
    except EXPECTED as error:
        return Unreadable(folder.name, str(folder), error)
    state = seen.state
    return Seen(
        name=folder.name,
        folder=str(folder),
        title=state.agenda.title,
        unit=state.created.unit,
        created=state.created_at,
        standing=seen.standing,
        people=len(state.course.people),
        rehearsal=state.created.rehearsal is not None,
        private_notes=count_private(folder, state.agenda),
        damage=seen.damage,
    )


def told(seen: Seen | Unreadable) -> object:
    """What is told of a session; an error by what it is and says."""
    return (type(seen.error), str(seen.error)) if isinstance(seen, Unreadable) else seen


def in_notes(name: str, text: str) -> Change:
    return lambda folder: (folder / "notes" / name).write_text(text, "utf-8")


def changing(name: str, change: Callable[[bytes], bytes]) -> Change:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes()))


def without(mark: bytes) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(line for line in data.splitlines(keepends=True) if mark not in line)


LED: dict[str, Callable[[SessionRunner], object]] = {
    "left": lambda _runner: None,
    "ended": lambda runner: runner.dispatch(End()),
    "end undone": lambda runner: (runner.dispatch(End()), runner.dispatch(Undo())),
    "joined": lambda runner: (runner.dispatch(AddParticipant("Ny")), runner.dispatch(End())),
    "joined and undone": lambda runner: (runner.dispatch(AddParticipant("Ny")), runner.dispatch(Undo())),
}
CHANGES: dict[str, Change] = {
    "as it is": lambda _folder: None,
    "no notes": lambda folder: shutil.rmtree(folder / "notes"),
    "another's note": in_notes("huskeliste.md", "Melk"),
    "another's text beside": in_notes("05b-1-kari~annen.md", "Mer"),
    "what a save left": in_notes(".05b-1-kari.md.abcd1234.kept", "---\nstep: innsjekk\n---\nHemmelig"),
    "a note with a list": in_notes("x.md", "---\nstep: x\ntags: [a]\n---\nTekst"),
    "a note of signs": in_notes("x.md", "---\nstep: x\n---\n\N{EM DASH}"),
    "a note of strange space": in_notes("x.md", "---\nstep: x\n---\n\x1c\n"),
    "a note without a step": in_notes("x.md", "---\nowner: Kari\n---\nTekst"),
    "a note of no step": in_notes("x.md", "---\nstep: ''\nowner: Kari\n---\nTekst"),
    "a lost note": in_notes("x.md", "\0\0\0"),
    "a note that is not closed": in_notes("x.md", "---\nstep: x\nTekst"),
    "a folder among notes": lambda folder: (folder / "notes" / "x.md").mkdir(),
    "a copy for its owner": lambda folder: (folder / "notater-kari.md").write_text("Karis", "utf-8"),
    "an unfinished end": changing(JOURNAL_NAME, lambda data: data + b'{"n":9'),
    "a damaged first line": changing(JOURNAL_NAME, lambda data: data.replace(b'"n":1,', b'"n":4,')),
    "a damaged last line": changing(JOURNAL_NAME, lambda data: data[:-3] + b"x}\n"),
    "a lost line": changing(JOURNAL_NAME, without(b'"n":2,')),
    "zeros": changing(JOURNAL_NAME, lambda data: data.replace(b'"timebox_started"', b"\0" * 17, 1)),
    "an empty journal": changing(JOURNAL_NAME, lambda _data: b""),
    "another agenda": changing(AGENDA_NAME, lambda _data: SHORT),
    "another title": changing(AGENDA_NAME, lambda data: data.replace(b"title: ", b"title: Vi og ", 1)),
    "a bad agenda": changing(AGENDA_NAME, lambda _data: b"nei"),
    "no agenda": lambda folder: (folder / AGENDA_NAME).unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("lead", LED.values(), ids=LED)
def test_a_list_tells_what_a_closer_look_tells(
    tmp_path: Path, clock: SettableClock, lead: Callable[[SessionRunner], object], change: Change
) -> None:
    runner = session(tmp_path, clock)
    lead(runner)
    runner.close()
    change(runner.folder)
    (seen,) = sessions_in(tmp_path, clock)

    assert told(seen) == told(closely(runner.folder, clock))


def test_a_session_that_is_led_is_looked_at_as_it_is_now(tmp_path: Path, clock: SettableClock) -> None:
    runner = session(tmp_path, clock)
    (led,) = sessions_in(tmp_path, clock)
    runner.close()
    (left,) = sessions_in(tmp_path, clock)

    assert isinstance(led, Seen)
    assert isinstance(left, Seen)
    assert (led.standing, left.standing) == ("running", "interrupted")


def test_one_that_is_put_in_order_is_led_by_nobody(tmp_path: Path, clock: SettableClock) -> None:
    runner = session(tmp_path, clock)
    runner.close()
    lock = SessionLock(runner.folder, TEN, leads=False)
    (seen,) = sessions_in(tmp_path, clock)
    lock.release()

    assert isinstance(seen, Seen)
    assert seen.standing == "interrupted"


def test_notes_that_lie_elsewhere_are_counted_too(
    tmp_path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    runner = session(tmp_path / "a", clock)
    runner.close()
    (before,) = sessions_in(tmp_path / "a", clock)
    refuge = folders.refuges(runner.folder, runner.state.created.id)[0]
    refuge.mkdir(parents=True)
    (refuge / "05b-2-ola.md").write_text("---\nstep: kollegaveiledning\nowner: Ola\n---\nOlas", "utf-8")
    (after,) = sessions_in(tmp_path / "a", clock)

    assert after == closely(runner.folder, clock)
    assert isinstance(before, Seen)
    assert isinstance(after, Seen)
    assert after.private_notes == before.private_notes + (os.name != "nt")


def test_what_is_no_session_is_in_no_list(tmp_path: Path, clock: SettableClock) -> None:
    session(tmp_path, clock).close()
    (tmp_path / "en fil").write_text("x", "utf-8")
    (tmp_path / "en mappe").mkdir()
    (tmp_path / "journal er en mappe" / JOURNAL_NAME).mkdir(parents=True)
    if hasattr(os, "mkfifo"):
        (tmp_path / "et rør").mkdir()
        os.mkfifo(tmp_path / "et rør" / JOURNAL_NAME)

    assert len(list(sessions_in(tmp_path, clock))) == 1
    assert list(sessions_in(tmp_path / "finnes ikke", clock)) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that its reader may not look into")
def test_a_folder_that_may_not_be_looked_into_is_told_of_where_its_name_is_a_sessions(
    tmp_path: Path, clock: SettableClock
) -> None:
    for name in ("2026-11-23-1000-a", "privat"):
        (tmp_path / name).mkdir(mode=0)
    (seen,) = sessions_in(tmp_path, clock)

    assert isinstance(seen, Unreadable)
    assert isinstance(seen.error, PermissionError)


def test_rehearsals_are_a_list_of_their_own_and_the_latest_are_first(tmp_path: Path, clock: SettableClock) -> None:
    session(tmp_path, clock, "B").close()
    session(tmp_path, clock, "A").close()
    practice = session(tmp_path, clock, "C", rehearsal=10)
    practice.close()
    of_old = session(tmp_path, clock, "D", rehearsal=10)
    of_old.close()
    of_old.folder.rename(tmp_path / of_old.folder.name)

    assert [seen.name[16:] for seen in sessions_in(tmp_path, clock)] == ["b", "a"]
    assert [seen.name[16:] for seen in sessions_in(tmp_path, clock, rehearsals=True)] == ["d", "c"]


def test_a_list_opens_two_files_of_each_session_and_the_notes_and_none_twice(tmp_path: Path) -> None:
    for _held in write_many(tmp_path, 30):
        pass
    command = [sys.executable, "-c", COUNT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    sessions, opened, listed = map(int, done.stdout.split())

    assert sessions == 30
    assert opened == 30 * (2 + 2), "journal and agenda, and two notes"
    assert listed == 1 + 30 * 2, "the folder of all, and of each session its own and that of its notes"
