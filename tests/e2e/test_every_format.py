"""One session, every format, the program as a process: nothing private and no name is in any byte that is not meant."""

import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from aml_okt.core.actions import Action
from aml_okt.core.plan import Participant
from aml_okt.export.formats import Format
from tests.held_session import Group, hold
from tests.needs import program as program_of_system

CANARY = "KANARIFUGL"
SHARED = "DELTORD"
NAMES = (
    "Kari Nordmann", "Åse-Marie Sørbråten", "<b>Ola</b> Hansen", "[Liv] Moe-Olsen", "Nils O'Hara", "Nguyễn Văn Bảo",
)  # fmt: skip
NOTE = f"""\
# {SHARED}

Kari Nordmann og Åse-Marie sa det samme som O. Hansen. KARI NORDMANN gjentok det, og Nordmanns poeng sto seg.
{unicodedata.normalize("NFD", "Åse-Marie Sørbråten")} var enig med **Liv** og N. O'Hara. *Bảo* skrev til
kari.nordmann@kommune.no, se <https://kommune.no/ansatte/moe-olsen>.

| Hvem | Hva |
| --- | --- |
| Kari | `Nordmann` |

```
Hansen, O.
```
"""
OFFICE = (Format.WORD, Format.ODT)


def private(whose: Participant | None) -> str:
    """A private note that says whose it is, or that it is the check-in's."""
    return f"{CANARY}-{'innsjekk' if whose is None else whose.id}"


GROUP = Group(
    names=NAMES,
    unit="Kari Nordmanns team <i>& co</i>",
    place="Hos Åse-Marie",
    title="Økt for Kari Nordmann",
    shared={"refleksjon": NOTE, "utsjekk": "Takk, sa Nguyễn."},
    from_rounds=f"{SHARED}-rundene: Liv ville dele at N. O'Hara hjalp.",
    actions=(
        Action("Spurt Kari", "Liv Moe-Olsen", since=date(2026, 9, 21)),
        Action("Ringe Liv Moe-Olsen", "Kari Nordmann"),
        Action("Spørre HR", "Anne i HR"),
        Action("Hvile"),
    ),
    meeting_place="Kontoret til Nordmann",
    private=private,
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hold(tmp_path_factory.mktemp("økter"), GROUP).folder


def export(session: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "aml_okt", "--dir", str(session.parent), "export", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def minutes(session: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minutes in every format."""
    folder = tmp_path_factory.mktemp("referat")
    export(session, "-f", ",".join(Format), "-o", str(folder))
    return folder


@pytest.fixture(scope="module")
def nameless(session: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without names."""
    folder = tmp_path_factory.mktemp("anonym")
    export(session, "--anonymous", "-f", ",".join(Format), "-o", str(folder))
    return folder


def layers(file: Path) -> Iterator[bytes]:
    """Everything that is in a file: its own bytes, the parts of an archive, the streams of a PDF, and its text."""
    data = file.read_bytes()
    yield file.name.encode()
    yield data
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                yield part.filename.encode() + part.comment + part.extra + archive.read(part)
    if file.suffix == ".pdf":
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
            yield _inflated(stream)
        yield subprocess.run(
            [program_of_system("pdftotext", "poppler-utils"), str(file), "-"], check=True, capture_output=True
        ).stdout


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def words_in(file: Path) -> str:
    """All that is in a file as text, whatever way it was written, in lower case and composed letters."""
    whole = b"\n".join(layers(file))
    texts = [whole.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-be", "utf-16-le")]
    text = re.sub(r"<[^<>]{0,400}>", "", "\n".join(texts))  # Word may divide a word among elements
    unfolded = re.sub(r"\r?\n[ \t]", "", texts[0])  # a calendar's lines are folded
    return unicodedata.normalize("NFC", "\n".join((*texts, text, unfolded))).casefold()


def ways_to_say(name: str) -> Iterator[str]:
    """A name, each part of it that is more than a letter, and its surname after initials."""
    yield name
    parts = re.findall(r"[^\W\d_]+", name)
    yield from (part for part in parts if len(part) > 1)
    yield f"{parts[0][0]}. {parts[-1]}"
    yield f"{parts[0][0]}.{parts[-1]}"


@pytest.mark.parametrize("form", Format)
def test_what_is_shared_is_there_and_nothing_private(minutes: Path, form: Format) -> None:
    words = words_in(minutes / f"referat.{form}")

    assert CANARY.casefold() not in words
    assert (SHARED.casefold() in words) is (form is not Format.CALENDAR)
    assert (f"{SHARED}-rundene".casefold() in words) is (form is not Format.CALENDAR)


@pytest.mark.parametrize("form", Format)
def test_without_names_none_is_in_any_byte(nameless: Path, form: Format) -> None:
    words = words_in(nameless / f"referat-anonym.{form}")

    for name in NAMES:
        for said in ways_to_say(unicodedata.normalize("NFC", name)):
            found = re.search(rf"(?<![^\W_]){re.escape(said.casefold())}(?![^\W_])", words)
            assert found is None, (said, words[max(0, found.start() - 40) : found.end() + 40])


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.CALENDAR])
def test_with_names_the_search_finds_them(minutes: Path, form: Format) -> None:
    words = words_in(minutes / f"referat.{form}")

    assert "kari nordmann" in words
    assert "sørbråten" in words


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.CALENDAR])
def test_ones_own_notes_are_there_and_nobody_elses(session: Path, tmp_path: Path, form: Format) -> None:
    export(session, "--for", "Kari Nordmann", "-f", form, "-o", str(tmp_path))
    words = words_in(tmp_path / f"notater-kari-nordmann.{form}")

    assert {f"{CANARY}-p{place}".casefold() in words for place in range(2, 7)} == {False}
    assert f"{CANARY}-innsjekk".casefold() not in words
    assert f"{CANARY}-p1".casefold() in words


@pytest.mark.parametrize("form", Format)
def test_a_file_says_nothing_of_where_and_by_whom_it_was_made(minutes: Path, form: Format) -> None:
    words = words_in(minutes / f"referat.{form}")

    for told in (f"{Path.home()}/", str(minutes.parent), "pytest-of", "aml_okt/", "site-packages", "creator>pandoc"):
        assert told.casefold() not in words
