"""The minutes as PDF, seen with programs that are not ours."""

import sys
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from aml_okt.export.bars import DENSE, FULL, LIGHT
from aml_okt.export.extras import ExtraMissingError
from aml_okt.export.pdf import to_pdf
from tests import needs
from tests.export import verapdf
from tests.export.written import HOSTILE, TITLE, document, in_one_line, output_of, with_note

POPPLER = "poppler-utils"
FOREIGN = "😀 漢字 العربية שלום \U000f0000 x\u0338 å\u0338 \u200d ฿ ﷽ \ufffd"
DEEP = "\n\n".join(["> " * 3000 + "dypt", "- " * 300 + "lister", "*a **b " * 300, "[" * 500 + "x" + "](y)" * 500])
DEEP += f"\n\n| a |\n| - |\n| {'*a **b ' * 300}{'b** a*' * 300} |\n"
LONG = f"{'x' * 5000}\n\n| a | b |\n| - | - |\n| {'ord ' * 2000} | y |\n| en |\n| {'z' * 3000} | y | for | mange |\n"


def faults(folder: Path, *pdfs: bytes) -> str:
    """What veraPDF says is wrong."""
    needs.program("java", "default-jre-headless")
    for jar in verapdf.READS_RULES:
        needs.file(jar, "libjaxb-java")
    files = [folder / f"{number}.pdf" for number in range(len(pdfs))]
    for file, pdf in zip(files, pdfs, strict=True):
        file.write_bytes(pdf)
    return output_of(sys.executable, verapdf.__file__, "2a,ua1", *files)


def text_of(pdf: bytes, folder: Path) -> str:
    """What pdftotext reads, in the order of reading."""
    file = folder / "lest.pdf"
    file.write_bytes(pdf)
    return output_of(needs.program("pdftotext", POPPLER), file, "-")


def test_it_is_fit_for_an_archive_and_for_screen_readers_whatever_the_notes_say(tmp_path: Path) -> None:
    notes = (HOSTILE, FOREIGN, DEEP, LONG)
    assert faults(tmp_path, to_pdf(document()), *(to_pdf(with_note(note)) for note in notes)) == ""


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    bare = typst.compile(b"= Uten merker", ignore_system_fonts=True, pdf_tags=False)

    found = faults(tmp_path, bare)
    assert "0.pdf 2a " in found
    assert "0.pdf ua1 " in found


def test_it_says_title_language_and_day_of_itself_and_nothing_of_who_made_it(tmp_path: Path) -> None:
    file = tmp_path / "referat.pdf"
    file.write_bytes(to_pdf(document()))
    info = output_of(needs.program("pdfinfo", POPPLER), "-isodates", file)
    facts = {name: value.strip() for name, value in (line.split(":", 1) for line in info.splitlines())}

    assert facts["Title"] == TITLE
    assert (facts["CreationDate"], facts["ModDate"]) == ("2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z")
    assert (facts["Tagged"], facts["Page size"]) == ("yes", "595.276 x 841.89 pts (A4)")
    assert not {"Author", "Subject", "Keywords", "Producer"} & set(facts)
    xmp = output_of("pdfinfo", "-meta", file)
    assert "<rdf:li>nb</rdf:li>" in xmp
    assert "creator" not in xmp


def test_every_font_travels_with_it(tmp_path: Path) -> None:
    file = tmp_path / "referat.pdf"
    file.write_bytes(to_pdf(with_note(HOSTILE)))
    _names, _rule, *fonts = output_of(needs.program("pdffonts", POPPLER), file).splitlines()

    assert fonts
    assert [font for font in fonts if font.split()[-5] != "yes"] == []


def test_the_text_is_read_in_its_order(tmp_path: Path) -> None:
    text = in_one_line(text_of(to_pdf(document()), tmp_path))

    parts = [TITLE, "Barnevernet", "Det vi gjorde", "4 Refleksjonsoppgave 20 min 21 min", "brukt ut over planen"]
    parts += ["Vi er gode på å si fra. Slik: si fra. Se loven.", "Én sa det slik.", "Dypere", "Langt nede"]
    assert all(part in text for part in parts)
    assert sorted(parts, key=text.index) == parts


def test_a_note_shows_its_words_and_does_nothing(tmp_path: Path) -> None:
    text = in_one_line(text_of(to_pdf(with_note(HOSTILE)), tmp_path))

    shown = ['#read("/etc/passwd")', '#import "@preview/x"', "$x^2$", "@ref", "<label>", '#eval("1")', "//kommentar"]
    shown += ["/* heller ikke */", '-- ... "sitat" ~a~ ^b^', "<b>RÅ</b>", "^1", "title: Et annet navn", ":::"]
    shown += ["<script>alert(1)</script>", "her js tom fil", "Siste ord."]
    assert [words for words in shown if words not in text] == []
    assert "root:" not in text


def test_letters_that_no_font_has_become_a_sign_and_the_others_stay(tmp_path: Path) -> None:
    text = text_of(
        to_pdf(document("# Møte \U000f0000\n\nčđŋšŧž æøå ÆØÅ – « » … € 𝐀 \U000f0000", "\U000f0000")), tmp_path
    )

    assert "Møte �" in text
    assert "čđŋšŧž æøå ÆØÅ – « » … €" in text


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_no_text_keeps_it_from_being_written(note: str) -> None:
    shown = "".join(letter for letter in note if not "\ud800" <= letter <= "\udfff")

    assert to_pdf(document(f"# {shown}\n\n{shown}\n\n`` {shown} ``", f"Referat: {shown}")).startswith(b"%PDF-1.7")


def test_a_bar_is_drawn_and_its_parts_differ_without_colours(tmp_path: Path) -> None:
    signs = (FULL, DENSE, LIGHT)
    inks = [_ink(to_pdf(document(f"# Søyle\n\n`{sign * 60}`")), tmp_path) for sign in ("", *signs)]
    full, dense, light = (ink - inks[0] for ink in inks[1:])

    assert full > 1.3 * dense > 1.3 * 1.3 * light > 0


def test_a_bar_is_no_text(tmp_path: Path) -> None:
    assert not set(text_of(to_pdf(document()), tmp_path)) & {FULL, DENSE, LIGHT}


def _ink(pdf: bytes, folder: Path) -> int:
    """How much darkness is on the first page."""
    file = folder / "side.pdf"
    file.write_bytes(pdf)
    output_of(needs.program("pdftoppm", POPPLER), "-r", "72", "-gray", "-singlefile", file, folder / "side")
    with Image.open(folder / "side.pgm") as page:
        return sum(255 - value for value in page.tobytes())


def test_the_head_of_a_table_stands_on_each_of_its_pages(tmp_path: Path) -> None:
    rows = "".join(f"| Tiltak {number} | Kari |\n" for number in range(80))
    text = text_of(to_pdf(document(f"# Tiltak\n\n| Hva | Ansvarlig |\n| --- | --- |\n{rows}")), tmp_path)

    pages = [page for page in text.split("\f") if page]
    assert len(pages) > 1
    assert all("Ansvarlig" in page for page in pages)
    assert all(f"{number}/{len(pages)}" in page.replace(" ", "") for number, page in enumerate(pages, start=1))


def test_headings_never_skip_a_level() -> None:
    to_pdf(document("#### Først\n\n# Så\n\n##### Til slutt"))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(document()) == to_pdf(document())


def test_without_its_library_it_says_which_extra_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraMissingError) as missing:
        to_pdf(document())

    assert missing.value.extra == "office"
