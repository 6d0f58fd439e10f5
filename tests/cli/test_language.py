"""Which language a command speaks: the one asked for, else that of the settings, else that of its agenda."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.invocation import command
from aml_okt.i18n import SOURCE_LANGUAGE, language, use_language, use_translations
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests import stand_ins
from tests.cli.conftest import Run
from tests.cli.test_speech import every_command
from tests.stand_ins import StandIns

HELP = {"nb": "Vis denne hjelpen.", "nn": "Vis denne hjelpa.", "en": "Show this help."}


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], None]:
    """Writes the user's settings."""

    def write(text: str) -> None:
        folder = tmp_path / "config" / "aml-okt"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.yaml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def begun(root: Path, clock: SettableClock) -> Callable[[str], Path]:
    """Begins a session with the default agenda in a language, and leaves it; its folder."""

    def begin(code: str) -> Path:
        agenda = read_agenda_file(built_in_agenda(code))
        runner = SessionRunner.create(root, agenda, Setup(f"Tjenesten {code}", "Her", ("Kari", "Ola")), clock)
        runner.dispatch(Begin())
        clock.advance(timedelta(minutes=1))
        runner.close()
        return runner.folder

    return begin


@pytest.mark.parametrize("code", HELP)
def test_the_one_asked_for_is_spoken(run: Run, code: str) -> None:
    assert HELP[code] in run("--lang", code, "--help").stdout


@pytest.mark.parametrize("code", HELP)
def test_the_settings_are_heeded_by_every_command_and_its_help(
    run: Run, settings: Callable[[str], None], code: str
) -> None:
    settings(f"language: {code}\n")

    assert HELP[code] in run("--help").stdout
    assert HELP[code] in run("agenda", "plan", "--help").stdout


def test_the_command_line_comes_before_the_settings(run: Run, settings: Callable[[str], None]) -> None:
    settings("language: en\n")

    assert HELP["nn"] in run("--lang", "nn", "--help").stdout


@pytest.mark.parametrize("text", ["", "cue: [gong]\n", "language: de\n", "{{{", "language: [en]\n"])
def test_settings_that_choose_none_of_our_languages_change_nothing(
    run: Run, settings: Callable[[str], None], text: str
) -> None:
    settings(text)

    assert HELP["nb"] in run("--help").stdout


def test_one_command_does_not_choose_for_the_next(run: Run) -> None:
    run("--lang", "en", "--help")

    assert HELP["nb"] in run("--help").stdout


@pytest.mark.parametrize(("code", "word"), [("nb", "Igjen: "), ("nn", "Igjen: "), ("en", "Left: ")])
def test_a_session_is_told_of_in_the_language_that_it_is_held_in(
    run: Run, begun: Callable[[str], Path], code: str, word: str
) -> None:
    folder = begun(code)

    told = run("status", folder.name).stdout
    assert word in told
    assert language() == code


def test_its_minutes_are_written_in_it(run: Run, begun: Callable[[str], Path]) -> None:
    folder = begun("en")
    result = run("export", folder.name)

    assert result.exit_code == 0
    minutes = (folder / "referat.md").read_text(encoding="utf-8")
    assert minutes.startswith("# Minutes: ")
    assert not re.search("[æøåÆØÅ]", minutes.replace("arbeidsmiljøloven", ""))


def test_what_the_user_has_chosen_holds_for_minutes_too(run: Run, begun: Callable[[str], Path]) -> None:
    folder = begun("en")
    run("--lang", "nb", "export", folder.name)

    assert (folder / "referat.md").read_text(encoding="utf-8").startswith("# Referat: ")


def test_an_agenda_is_told_of_in_its_language_its_faults_too(run: Run) -> None:
    Path("agenda.yaml").write_text("title: Meeting\nlanguage: en\nstepz: []\n", encoding="utf-8")
    result = run("agenda", "check")

    assert result.exit_code == 2
    assert "unknown key" in result.stderr
    assert "Did you mean" in result.stderr


def test_the_default_agenda_follows_the_language(run: Run) -> None:
    titles = {code: run("--lang", code, "agenda", "plan", "--people", "4").stdout.splitlines()[0] for code in HELP}

    assert len(set(titles.values())) == 3


def test_json_is_the_same_in_every_language(run: Run, begun: Callable[[str], Path]) -> None:
    """Keys and values for programs are no words for people."""
    name = begun("nb").name
    told = {json.dumps(json.loads(run("--lang", code, "status", name, "--json").stdout)) for code in HELP}

    assert len(told) == 1


READABLE = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
SAME_EVERYWHERE = re.compile(
    r"--?[a-z][a-z-]*|\S*/\S*|\b[a-z-]+\.(?:yaml|md|json|jsonl|docx|dotx|odt|ott|html|ics)\b|aml-okt|AML_OKT_DIR"
)


def words_of_ours(text: str, *known: str) -> set[str]:
    """The words in our letters, but for those that are the same in every language."""
    left = SAME_EVERYWHERE.sub(" ", text)
    for word in known:
        left = re.sub(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", " ", left)
    return set(READABLE.findall(left))


NAMES_OF_COMMANDS = {name for path in every_command() for name in path}
VALUES = ("md", "html", "docx", "odt", "pdf", "json", "ics", "nb", "nn", "en", "JSON", "config", "notes")
"""What is written the same in every language, besides: formats, languages, files."""


@pytest.mark.parametrize("path", every_command(), ids=lambda path: " ".join(path) or "aml-okt")
def test_every_word_of_a_help_page_is_in_the_catalogue(run: Run, path: tuple[str, ...]) -> None:
    use_translations(SOURCE_LANGUAGE, StandIns())

    assert words_of_ours(run(*path, "--help").stdout, *NAMES_OF_COMMANDS, *VALUES, "Word", "LibreOffice") == set()


def test_every_word_about_a_session_is_in_the_catalogue(run: Run, root: Path, clock: SettableClock) -> None:
    use_translations(SOURCE_LANGUAGE, StandIns())
    Path("agenda.yaml").write_text(stand_ins.AGENDA, encoding="utf-8")
    agenda = read_agenda_file(Path("agenda.yaml"))
    runner = SessionRunner.create(root, agenda, Setup(stand_ins.WORD, stand_ins.WORD, stand_ins.NAMES), clock)
    runner.dispatch(Begin())
    clock.advance(timedelta(minutes=7))
    runner.close()
    said = [
        run(*command).output
        for command in (
            ("status",), ("sessions",), ("report",), ("agenda", "check"), ("agenda", "plan", "--people", "3"),
            ("agenda", "plan", "--people", "3..5"), ("export", "-o", "-"), ("status", "Нет"),
            ("export", "--for", "Нет"),
        )
    ]  # fmt: skip

    assert words_of_ours("\n".join(said), *NAMES_OF_COMMANDS, *VALUES, runner.folder.name) == set()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (("start", "--lang", "en"), "Valget «--lang» skal stå foran kommandoen: «aml-okt --lang SPRÅK start»."),
        (
            ("agenda", "list", "--lang", "en"),
            "Valget «--lang» skal stå foran kommandoen: «aml-okt --lang SPRÅK agenda list».",
        ),
        (("status", "--dir", "."), "Valget «--dir» skal stå foran kommandoen: «aml-okt --dir MAPPE status»."),
    ],
)
def test_what_all_commands_share_is_told_its_place_when_it_comes_too_late(
    run: Run, written: tuple[str, ...], told: str
) -> None:
    result = run(*written)

    assert result.exit_code == 2
    assert told in result.stderr


def test_a_command_to_go_on_with_speaks_the_same_language(
    settings: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert "--lang" not in command(tmp_path, "start")

    use_language("en")
    assert " --lang en " in command(tmp_path, "start", "--rehearse")

    settings("language: en")
    assert "--lang" not in command(tmp_path, "start")
