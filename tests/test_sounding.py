"""The user's own sounds: run as they stand, by no shell, and never waited for."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aml_okt.core.cues import Cue
from aml_okt.files.settings import Settings
from aml_okt.sounding import MOST_AT_ONCE, Sounds

WRITES = "import pathlib, sys; pathlib.Path('heard').open('a').write(' '.join(sys.argv[1:]))"


@pytest.fixture
def waits(tmp_path: Path) -> Iterator[Sounds]:
    """Sounds that go on until somebody lets them end."""
    end = tmp_path / "end"
    program = f"import pathlib, time\nwhile not pathlib.Path({str(end)!r}).exists(): time.sleep(0.02)"
    command = (sys.executable, "-c", program)
    sounds = Sounds(Settings(tmp_path, {Cue.OVER: command}))
    yield sounds
    end.touch()
    sounds.wait()


def test_a_cue_without_a_sound_is_left_to_others(tmp_path: Path) -> None:
    assert not Sounds().play(Cue.END)
    assert not Sounds(Settings(tmp_path, {Cue.WARNING: (sys.executable,)})).play(Cue.END)


def test_what_a_command_is_given_is_its_own_text_whatever_a_shell_would_make_of_it(tmp_path: Path) -> None:
    sounds = Sounds(Settings(tmp_path, {Cue.END: (sys.executable, "-c", WRITES, "$HOME", "; touch no", "*")}))
    assert sounds.play(Cue.END)
    sounds.wait()
    assert (tmp_path / "heard").read_text() == "$HOME ; touch no *"
    assert not (tmp_path / "no").exists()


def test_it_runs_in_the_folder_of_the_settings_so_that_a_sound_file_is_found_there(tmp_path: Path) -> None:
    sounds = Sounds(Settings(tmp_path, dict.fromkeys(Cue, (sys.executable, "-c", WRITES, "ting"))))
    assert sounds.play(Cue.WARNING)
    sounds.wait()
    assert (tmp_path / "heard").exists()


def test_sounds_that_hang_do_not_pile_up(waits: Sounds) -> None:
    assert [waits.play(Cue.OVER) for _ in range(MOST_AT_ONCE + 2)] == [True] * MOST_AT_ONCE + [False] * 2


def test_a_sound_that_fails_is_told_of_once_and_not_tried_again(tmp_path: Path) -> None:
    fails = (sys.executable, "-c", "raise SystemExit(3)")
    sounds = Sounds(Settings(tmp_path, {Cue.WARNING: fails, Cue.END: (sys.executable, "-c", "")}))
    assert sounds.play(Cue.WARNING)
    assert sounds.play(Cue.END)
    sounds.wait()
    assert sounds.unheard() == (Cue.WARNING,)
    assert sounds.unheard() == ()
    assert not sounds.play(Cue.WARNING)
    assert sounds.play(Cue.END)
    sounds.wait()


def test_a_program_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Sounds(Settings(tmp_path, {Cue.END: ("no-such-program",)})).play(Cue.END)
