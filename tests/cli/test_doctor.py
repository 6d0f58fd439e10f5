"""`aml-okt doctor`: what it finds, what it says is amiss, and that nothing in it tells whose computer this is."""

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from aml_okt import __version__
from aml_okt.cli.health.discretion import HIDDEN, Surroundings
from aml_okt.cli.health.findings import Examined
from aml_okt.cli.health.habits import language_and_time
from aml_okt.cli.health.places import places
from aml_okt.cli.health.surface import surface
from aml_okt.clock import SettableClock, steady_kind
from tests.builders import OSLO
from tests.cli.conftest import Run, Sessions

USER, HOST, HOME, SERVICE, PERSON = "karibrukar", "karipc", "heimekari", "barnevernet-nord", "Torgunn"
CANARIES = (USER, HOST, HOME, SERVICE, PERSON, "Hemmeleg")


def here(environment: Mapping[str, str] | None = None, home: Path = Path("/home/karibrukar")) -> Surroundings:
    return Surroundings(environment or {}, home, (USER, HOST))


def sentences(examined: Examined, *, stopping: bool) -> list[str]:
    return [remark.sentence for remark in examined.remarks if remark.stops == stopping]


class TestReport:
    def test_it_names_the_program_and_every_library_with_its_version(self, run: Run) -> None:
        result = run("doctor")

        assert result.exit_code == 0, result.output
        for told in (__version__, platform.python_version(), *(f"{it} {version(it)}" for it in ("textual", "msgspec"))):
            assert told in result.stdout

    def test_all_is_well_on_an_ordinary_computer(self, run: Run) -> None:
        result = run("doctor")

        assert "Dette må rettes først" not in result.stdout
        assert steady_kind() in result.stdout
        assert "den innebygde" in result.stdout

    def test_it_leaves_nothing_behind(self, run: Run, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("*"))
        run("doctor")

        assert sorted(tmp_path.rglob("*")) == before

    def test_faults_of_the_settings_are_told_with_their_lines(self, run: Run, tmp_path: Path) -> None:
        folder = tmp_path / "config" / "aml-okt"
        folder.mkdir(parents=True)
        (folder / "config.yaml").write_text("cue: [pling]\nHemmeleg: ja\nprivate_notes_days: mange\n", encoding="utf-8")
        result = run("doctor")

        assert result.exit_code == 1
        assert "config.yaml, linje 2" in result.stdout
        assert "config.yaml, linje 3" in result.stdout
        assert "Hemmeleg" not in result.output

    def test_a_fault_that_is_one_letter_leaves_the_sentence_whole(self, run: Run, tmp_path: Path) -> None:
        folder = tmp_path / "config" / "aml-okt"
        folder.mkdir(parents=True)
        (folder / "config.yaml").write_text("e: 1\n", encoding="utf-8")
        result = run("doctor")

        assert f"«{HIDDEN}» er ingen innstilling" in result.stdout

    def test_an_agenda_that_start_would_follow_and_cannot_is_told(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "her" / "agenda.yaml").write_text("title: [", encoding="utf-8")
        result = run("doctor")

        assert result.exit_code == 1
        assert "aml-okt agenda check" in result.stdout

    def test_a_folder_for_sessions_that_is_a_file_stops_the_program(self, run: Run, root: Path) -> None:
        root.write_text("in the way", encoding="utf-8")
        result = run("doctor")

        assert result.exit_code == 1
        assert "ligger det en fil" in result.stdout
        assert root.read_text(encoding="utf-8") == "in the way"


@pytest.mark.skipif(os.name == "nt", reason="the user's name and home come from elsewhere there")
def test_nothing_in_it_tells_who_or_where_somebody_is(sessions: Sessions, root: Path, tmp_path: Path) -> None:
    sessions.held(SERVICE, (PERSON, "Ola"))
    home = tmp_path / HOME
    settings = home / ".config" / "aml-okt"
    settings.mkdir(parents=True)
    (settings / "config.yaml").write_text(f"cue: [/home/{USER}/gong]\n{PERSON}: {SERVICE}\n", encoding="utf-8")
    for name in ("Documents", "OneDrive - Hemmeleg kommune"):
        (home / name / SERVICE).mkdir(parents=True)
    (home / SERVICE).mkdir()
    (home / SERVICE / "agenda.yaml").write_text(f"title: {PERSON}\nsteps: Hemmeleg\n", encoding="utf-8")

    for folder in (root, home / "OneDrive - Hemmeleg kommune" / SERVICE, tmp_path / f"{USER} {PERSON}" / SERVICE):
        done = subprocess.run(
            [sys.executable, "-m", "aml_okt", "--dir", str(folder), "doctor"],
            cwd=home / SERVICE,
            env={
                "HOME": str(home),
                "LOGNAME": USER,
                "USER": USER,
                "PATH": os.environ["PATH"],
                "PYTHONUTF8": "1",
                "TERM": f"x-{USER}",
                "LANG": f"{PERSON}/nb",
                "SSH_CONNECTION": f"{HOST} 1",
                "HOSTNAME": HOST,
                "XDG_DATA_HOME": f"/srv/{SERVICE}",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

        assert (done.returncode, done.stderr) == (1, "")
        assert "ssh" in done.stdout
        for canary in (*CANARIES, platform.node(), str(tmp_path)):
            assert canary.casefold() not in done.stdout.casefold(), canary


class TestDiscretion:
    @pytest.mark.parametrize(
        ("path", "told"),
        [
            ("/home/karibrukar/Documents/aml-okt", "~/Documents/aml-okt"),
            ("/home/karibrukar", "~"),
            ("/home/karibrukar/OneDrive - Oslo kommune/aml-okt", f"~/{HIDDEN}/aml-okt"),
            ("/home/karibrukar/Library/Application Support/aml-okt", "~/Library/Application Support/aml-okt"),
            ("/home/karibrukar/../ola/Documents", f"/home/{HIDDEN}/Documents"),
            ("/srv/barnevernet/x", f"/srv/{HIDDEN}/{HIDDEN}"),
            ("/", "/"),
        ],
    )
    def test_a_place_is_told_by_the_names_that_systems_give(self, path: str, told: str) -> None:
        assert here().place(Path(path)) == told

    def test_names_go_from_a_text_as_whole_words_in_any_case(self) -> None:
        text = f"/home/karibrukar/x hos Karibrukar på KARIPC, ikke {USER}s"

        assert here().masked(text) == f"~/x hos {HIDDEN} på {HIDDEN}, ikke {USER}s"

    def test_a_variable_is_told_when_it_can_only_be_a_setting(self) -> None:
        surroundings = here({"TERM": "xterm-256color", "LANG": "/home/ola/nb", "LC_ALL": "x" * 41, "NO_COLOR": ""})

        assert [surroundings.variable(name) for name in ("TERM", "LANG", "LC_ALL", "NO_COLOR", "TZ")] == [
            *("TERM=xterm-256color", f"LANG={HIDDEN}", f"LC_ALL={HIDDEN}"),
            *("", ""),
        ]


class TestPlaces:
    def test_a_folder_that_a_client_copies_is_told_and_stops_nothing(self, tmp_path: Path) -> None:
        examined = places(tmp_path / "Dropbox" / "aml-okt", here())

        assert sentences(examined, stopping=True) == []
        assert any(sentence.startswith("Dropbox kopierer øktene") for sentence in sentences(examined, stopping=False))
        assert not (tmp_path / "Dropbox").exists()

    @pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="not even the superuser can write there")
    def test_a_folder_that_cannot_be_written_in_stops_the_program(self) -> None:
        (sentence,) = sentences(places(Path("/proc/self/aml-okt"), here()), stopping=True)

        assert "Velg en annen med --dir" in sentence


class TestTerminal:
    def test_one_that_can_show_no_screen_is_told_what_to_do(self) -> None:
        (sentence,) = sentences(surface(here({"TERM": "dumb"})), stopping=False)

        assert "aml-okt start --plain" in sentence

    def test_what_it_runs_in_is_told_by_name_alone(self) -> None:
        rows = surface(here({"TMUX": f"/run/{USER}/1", "SSH_CONNECTION": "192.0.2.1"})).rows

        assert rows[-1].found == "tmux · ssh"


def test_a_clock_that_must_be_wrong_is_told() -> None:
    clock = SettableClock(datetime(1970, 1, 1, 12, 0, tzinfo=OSLO))

    (sentence,) = sentences(language_and_time(clock, here()), stopping=False)
    assert "Klokka på maskinen går feil" in sentence
