"""Everything that the command line says about itself is Norwegian, whatever the environment's language."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from aml_okt.cli import program
from aml_okt.cli.program import Program
from aml_okt.cli.speech import Command
from aml_okt.core.message import message
from tests.cli.conftest import Run

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|error|missing|invalid|arguments?|default|show|exit|message|required|try|for help"
    r"|unexpected|extra|such|did you mean|requires|does not|value|got|text|integer|float|boolean|path|file|aborted"
    r"|version|positional|range|env var)\b",
    re.IGNORECASE,
)
NOT_WORDS = re.compile(
    r"--?[a-z]+|«[^»]*»|aml-okt [a-z ]+|agenda\.yaml|referat\.md|^  (?:export|sessions|status|agenda|start)\b",
    re.MULTILINE,
)

FOREIGN = "ikke som noe format. Bytt slutten til en av disse, eller skriv formatet etter -f"


def english_in(text: str) -> list[str]:
    """The English words in what was said, apart from names of options and commands."""
    return ENGLISH.findall(NOT_WORDS.sub("", text))


def every_command(command: click.Command = program, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from every_command(inner, (*path, name))


@pytest.mark.parametrize("path", every_command(), ids=lambda path: " ".join(path) or "aml-okt")
def test_every_help_page_is_norwegian_and_explains_every_option(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Bruk: {' '.join(('aml-okt', *path))} [VALG]…")
    assert english_in(result.stdout) == []
    assert "Valg:" in result.stdout
    _, _, options = result.stdout.partition("Valg:\n")
    for option in re.findall(r"^  (--?[a-z].*)$", options, re.MULTILINE):
        assert re.search(r"\S  +\S", option), f"{option} has no explanation"


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("", ["--dir", "--lang", "--version", "--help"]),
        ("start", ["--agenda", "--people", "--unit", "--place", "--end", "--go", "--new", "--resume", "--rehearse"]),
        ("export", ["-f", "-o"]),
        ("sessions", ["--rehearsals", "--json"]),
        ("status", ["--json"]),
        ("agenda list", ["--json"]),
        ("agenda schema", ["-o"]),
        ("agenda plan", ["--people", "--start", "--end", "--json"]),
    ],
)
def test_every_option_promised_is_on_the_help_page(run: Run, command: str, options: list[str]) -> None:
    page = run(*command.split(), "--help").stdout

    assert [option for option in options if not re.search(rf"^  {option}\b", page, re.MULTILINE)] == []


def test_a_value_that_may_be_left_out_stands_in_brackets(run: Run) -> None:
    assert "--rehearse [FART]  Øv. Uten FART" in run("start", "--help").stdout


@pytest.mark.parametrize("path", [(), ("agenda",)], ids=["aml-okt", "agenda"])
def test_a_group_alone_answers_with_its_help_page_and_bad_use(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == run(*path, "--help").stdout


def test_an_option_without_a_command_gets_the_help_page_too(run: Run) -> None:
    result = run("--dir", "x")

    assert (result.exit_code, result.stderr.split("\n")[0]) == (2, "Bruk: aml-okt [VALG]… KOMMANDO …")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["strat"], "Kommandoen «strat» finnes ikke. Mente du «start»?"),
        (["xyz"], "Kommandoen «xyz» finnes ikke."),
        (["agenda", "chek"], "Kommandoen «chek» finnes ikke. Mente du «check»?"),
        (["--dri", "x", "status"], "Valget «--dri» finnes ikke. Mente du «--dir»?"),
        (["status", "--jsn"], "Valget «--jsn» finnes ikke. Mente du «--json»?"),
        (["status", "-q"], "Valget «-q» finnes ikke."),
        (["start", "--people"], "Valget «--people» mangler en verdi. Skriv den rett etter valget."),
        (["export", "-o"], "Valget «-o» mangler en verdi. Skriv den rett etter valget."),
        (["status", "--json=1"], "Valget «--json» skal stå uten verdi."),
        (["--help=1"], "Valget «--help» skal stå uten verdi."),
        (["agenda", "plan"], "«--people» må være med."),
        (["agenda", "copy"], "«MÅL» må være med."),
        (["agenda", "copy", "oppfolging", "min.yaml", "x y"], "«x y» er for mye. Ta det bort."),
        (["sessions", "a", "b"], "«a b» er for mye. Ta det bort."),
        (["status", "a", "b"], "«b» er for mye. Ta det bort."),
        (["--lang", "xx", "status"], "--lang: «xx» går ikke an her. Dette går an: nb, nn, en."),
        (["--dir", "", "status"], "--dir: Skriv navnet på en fil eller en mappe."),
        (
            ["export", "-f", "rtf"],
            "--format: «rtf» går ikke an her. Dette går an: md, html, docx, odt, pdf, json, ics.",
        ),
        (
            ["export", "-f", "md", "--for", "Kari", "--anonymous"],
            "--for gir ikke noe referat, og går ikke sammen med --anonymous eller --no-times.",
        ),
        (["export", "--for", "Kari", "-f", "ics"], "Private notater kan ikke skrives som «ics»."),
        (["export", "--template", "mal.docx"], "--template hører til formatene «docx» og «odt»."),
        (
            ["export", "-f", "md,json", "-o", "-"],
            "Bare ett format kan vises om gangen. Skriv ett, eller en mappe etter -o.",
        ),
        (["export", "-f", "pdf", "-o", "-"], "«pdf» kan ikke vises på skjermen. Skriv navnet på en fil etter -o."),
        (
            ["export", "-f", "md,json", "-o", "x"],
            "Flere formater trenger en mappe. Skriv en mappe som finnes, etter -o.",
        ),
        (
            ["export", "-f", "json", "-o", "referat.md"],
            "Formatet er «json», men referat.md slutter som noe annet. Skriv det ene om.",
        ),
        (
            ["export", "-o", "referat.doc"],
            f"referat.doc slutter {FOREIGN}: .md, .html, .docx, .odt, .pdf, .json, .ics.",
        ),
        (
            ["report", "-o", "rapport.doc"],
            f"rapport.doc slutter {FOREIGN}: .md, .html, .json.",
        ),
        (["export", "--with-time"], "Valget «--with-time» finnes ikke. Mente du «--with-times»?"),
        (["export", "--no-tims"], "Valget «--no-tims» finnes ikke. Mente du «--no-times»?"),
        (["start", "--end", "halv tre"], "--end: «halv tre» er ikke et klokkeslett. Skriv for eksempel «13:30»."),
        (["start", "--end", "24:00"], "--end: «24:00» er ikke et klokkeslett. Skriv for eksempel «13:30»."),
        (
            ["start", "--rehearse", "fort"],
            "--rehearse: «fort» er ikke en fart. Skriv et tall mellom 0 og 10 000, som «60» for ett minutt i sekundet.",
        ),
        (
            ["start", "--rehearse", "nan"],
            "--rehearse: «nan» er ikke en fart. Skriv et tall mellom 0 og 10 000, som «60» for ett minutt i sekundet.",
        ),
        (
            ["start", "--go", "--rehearse="],
            "--rehearse: «» er ikke en fart. Skriv et tall mellom 0 og 10 000, som «60» for ett minutt i sekundet.",
        ),
        (["start", "--rehearse", "-5"], "Valget «-5» finnes ikke."),
        (
            ["start", "--people", "Kari, Ola, kari"],
            "--people: kari er allerede med. Legg til et etternavn eller en bokstav for å skille dem.",
        ),
        (["start", "--people", "a" * 61], "--people: Navnet er for langt. Skriv høyst 60 tegn."),
        (
            ["agenda", "plan", "--people", "1"],
            "--people: Det må være fra 2 til 12 deltakere. Skriv antallet eller navnene.",
        ),
        (
            ["agenda", "plan", "--people", "9" * 5000],
            "--people: Det må være fra 2 til 12 deltakere. Skriv antallet eller navnene.",
        ),
        (
            ["agenda", "plan", "--people", "Kari"],
            "--people: Det må være fra 2 til 12 deltakere. Skriv antallet eller navnene.",
        ),
        (["\x1b[31mrød"], "Kommandoen «␛[31mrød» finnes ikke."),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_bad_use_gets_one_norwegian_sentence_and_the_way_to_help(run: Run, arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    usage, more, blank, *said = result.stderr.removesuffix("\n").split("\n")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert usage.startswith("Bruk: aml-okt ")
    assert re.fullmatch(r"Skriv «aml-okt[a-z ]* --help» for hjelp\.", more)
    assert (blank, said) == ("", [f"Feil: {sentence}"])


def test_the_environment_cannot_make_click_speak_another_language() -> None:
    result = CliRunner(env={"LANGUAGE": "de:en", "LC_ALL": "de_DE.UTF-8"}).invoke(
        program, ["status", "--tull"], prog_name="aml-okt"
    )

    assert english_in(result.stderr) == []
    assert "finnes ikke" in result.stderr


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")

    assert result.exit_code == 0
    assert re.fullmatch(r"aml-okt \d+\.\d+\.\d+\n", result.stdout)


def test_the_source_language_can_be_asked_for(run: Run) -> None:
    assert run("--lang", "nb", "sessions").exit_code == 0


def test_ctrl_c_ends_a_command_with_a_word() -> None:
    def wait() -> None:
        raise KeyboardInterrupt

    interrupted = Program("aml-okt", says=message("Prøve."))
    interrupted.add_command(Command("vent", says=message("Vent."), callback=wait))
    result = CliRunner().invoke(interrupted, ["vent"])

    assert (result.exit_code, result.stderr) == (130, "Avbrutt.\n")
