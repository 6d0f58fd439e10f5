"""The minutes for word processors: what is in the files, and what LibreOffice makes of them."""

import io
import re
import socket
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from xml.etree.ElementTree import Element, fromstring

import pytest

from aml_okt.export.bars import DENSE, FULL, LIGHT
from aml_okt.export.document import Document
from aml_okt.export.extras import ExtraMissingError
from aml_okt.export.failures import TemplateError
from aml_okt.export.office import OPEN_DOCUMENT, to_docx, to_odt
from aml_okt.export.package import MIMETYPE, packed, unpacked
from aml_okt.export.pdf import to_pdf
from tests import needs
from tests.export.written import HOSTILE, TITLE, document, in_one_line, output_of, with_note

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
LETTERHEAD = "Fjordvik kommune"

Writer = Callable[..., bytes]
both = pytest.mark.parametrize("write", [to_docx, to_odt], ids=["docx", "odt"])


def read_xml(part: bytes) -> Element:
    """A part that we have written ourselves."""
    return fromstring(part)  # noqa: S314 - it is our own


def styled_headings(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """The headings of a file for Word: style and text."""
    paragraphs = read_xml(parts["word/document.xml"]).iter(f"{W}p")
    found = ((_style(paragraph), "".join(paragraph.itertext())) for paragraph in paragraphs)
    return [(style, text) for style, text in found if style.startswith(("Heading", "Title"))]


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.attrib[f"{W}val"]


def pages_of(data: bytes, ending: str, folder: Path) -> str:
    """The text of the pages that LibreOffice prints."""
    office = needs.program("soffice", "libreoffice-writer-nogui")
    file = folder / f"referat.{ending}"
    file.write_bytes(data)
    output_of(
        office,
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        file,
    )
    return output_of(needs.program("pdftotext", "poppler-utils"), "-layout", file.with_suffix(".pdf"), "-")


def test_word_gets_real_headings_tables_and_bars() -> None:
    parts = unpacked(to_docx(document()))
    root = read_xml(parts["word/document.xml"])

    assert styled_headings(parts) == [
        ("Heading1", TITLE),
        ("Heading2", "Det vi gjorde"),
        ("Heading3", "4 Refleksjonsoppgave"),
        ("Heading4", "Langt nede"),
    ]
    head, *rows = root.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert [cell.find(f".//{W}jc") is not None for cell in rows[0].iter(f"{W}tc")] == [False, True, True, False]
    bars = [run for run in root.iter(f"{W}r") if set("".join(run.itertext())) & {FULL, DENSE, LIGHT}]
    assert {run.find(f"{W}rPr/{W}rStyle").attrib[f"{W}val"] for run in bars} == {"VerbatimChar"}  # type: ignore[union-attr]


def test_opendocument_gets_real_headings_and_tables_with_rules() -> None:
    content = unpacked(to_odt(document()))["content.xml"]
    headings = [
        (found.attrib[f"{TEXT}outline-level"], "".join(found.itertext()))
        for found in read_xml(content).iter(f"{TEXT}h")
    ]

    assert headings == [("1", TITLE), ("2", "Det vi gjorde"), ("3", "4 Refleksjonsoppgave"), ("4", "Langt nede")]
    assert content.count(b"<table:table-header-rows>") == 1
    assert content.count(b":border-bottom") == 2


def test_a_file_for_word_says_title_language_and_day_of_itself_and_no_more() -> None:
    parts = unpacked(to_docx(document()))
    said = {element.tag.partition("}")[2]: element.text for element in read_xml(parts["docProps/core.xml"])}

    days = dict.fromkeys(("created", "modified"), "2026-11-23T00:00:00Z")
    assert said == {"title": TITLE, "language": "nb-NO", **days}
    assert [list(read_xml(parts[f"docProps/{name}.xml"])) for name in ("app", "custom")] == [[], []]
    assert b'w:val="nb-NO"' in parts["word/styles.xml"]


def test_an_opendocument_says_title_language_and_day_of_itself_and_no_more() -> None:
    (meta,) = read_xml(unpacked(to_odt(document()))["meta.xml"])
    said = [(element.tag.partition("}")[2], element.text) for element in meta]

    day = "2026-11-23T00:00:00"
    assert said == [("title", TITLE), ("language", "nb-NO"), ("creation-date", day), ("date", day)]


@both
def test_a_document_of_no_day_says_none(write: Writer) -> None:
    said = b"".join(unpacked(write(Document("Uten dag", "# Uten dag\n"))).values())

    assert b"dcterms:created" not in said
    assert b"creation-date" not in said


@both
def test_the_same_document_gives_the_same_bytes_and_no_hour(write: Writer) -> None:
    data = write(document())

    assert write(document()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_opendocument_is_known_by_its_first_bytes_and_lists_its_parts() -> None:
    data = to_odt(document())
    parts = unpacked(data)

    assert data[30 : 38 + len(OPEN_DOCUMENT)] == MIMETYPE.encode() + OPEN_DOCUMENT.encode()
    listed = set(re.findall(rb'full-path="([^"]*)"', parts["META-INF/manifest.xml"]))
    assert listed == {b"/", *(name.encode() for name in parts if name not in {MIMETYPE, "META-INF/manifest.xml"})}


@pytest.mark.parametrize(("write", "ending"), [(to_docx, "docx"), (to_odt, "odt")])
def test_libreoffice_opens_it_and_shows_every_word(write: Writer, ending: str, tmp_path: Path) -> None:
    pages = in_one_line(pages_of(write(with_note(HOSTILE)), ending, tmp_path))

    parts = [
        TITLE,
        "Det vi gjorde",
        "4 Refleksjonsoppgave 20 min 21 min",
        FULL * 19 + DENSE * 2,
        "Vi er gode på å si fra",
    ]
    parts += ['#read("/etc/passwd")', "$x^2$ $$y$$ @ref", r"\input{/etc/passwd}", "<w:p><w:r><w:t>RÅ</w:t></w:r></w:p>"]
    parts += ["title: Et annet navn", "author: En annen", "<script>alert(1)</script>", "her js tom fil", "Siste ord."]
    assert [part for part in parts if part not in pages] == []
    assert re.search(r"\b1 ?/ ?\d", pages)
    assert "root:" not in pages


@pytest.mark.parametrize("write", [to_docx, to_odt, to_pdf], ids=["docx", "odt", "pdf"])
def test_no_note_brings_a_file_into_the_document(write: Writer, tmp_path: Path) -> None:
    canary = tmp_path / "kanari.svg"
    canary.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>KANARIFUGL</text></svg>', "utf-8")
    ways = (str(canary), canary.as_uri(), f"<{canary}>", f"{canary}#side=1")
    note = "\n\n".join(
        [*(f"![bildet]({way})" for way in ways), f'<img src="{canary}">', f"{{{{< include {canary} >}}}}"]
    )
    data = write(with_note(note))

    parts = {"alt": data} if write is to_pdf else unpacked(data)
    assert [name for name in parts if "media" in name or "Pictures" in name] == []
    assert b"KANARIFUGL" not in b"".join(parts.values())
    assert data != write(with_note(""))


@pytest.mark.parametrize("write", [to_docx, to_odt, to_pdf], ids=["docx", "odt", "pdf"])
def test_no_note_makes_it_ask_the_network(write: Writer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked: list[bytes] = []
        listener = Thread(target=_listen, args=(server, asked))
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/bilde.png"
        write(with_note(f'![bildet]({address}) <{address}> <img src="{address}">\n\n[a]: {address}\n\n![a]'))
        with socket.create_connection(server.getsockname()) as last:
            last.sendall(b"SLUTT")
        listener.join()

    assert asked == [b"SLUTT"]


def _listen(server: socket.socket, asked: list[bytes]) -> None:
    """Take note of what is asked until the test is over."""
    while b"SLUTT" not in asked:
        connection, _address = server.accept()
        with connection:
            asked.append(connection.recv(1000))


def word_template() -> dict[str, bytes]:
    """A template as an organisation has it, with a letterhead, a style, and more about its maker than it knows."""
    parts = unpacked(to_docx(document("# Mal\n", "Mal")))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="40"', b'w:val="77"')
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(b" / ", LETTERHEAD.encode())
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        b"<dc:title>", b"<dc:creator>Hemmelig Forfatter</dc:creator><dc:title>"
    )
    parts["docProps/app.xml"] = b'<Properties xmlns="x"><Company>Hemmelig Firma</Company></Properties>'
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="file:///C:/Users/hemmelig/mal.dotx" TargetMode="External"/></Relationships>'
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"<w:zoom",
        b'<w:attachedTemplate r:id="rId1"/><w:docVars><w:docVar w:name="hvem" w:val="Hemmelig"/></w:docVars><w:zoom',
    )
    parts["customXml/item1.xml"] = parts["word/people.xml"] = b"<a>Hemmelig</a>"
    parts["word/vbaProject.bin"] = b"Hemmelig program"
    return parts


def odt_template() -> dict[str, bytes]:
    """The same for OpenDocument."""
    parts = unpacked(to_odt(document("# Mal\n", "Mal")))
    parts["styles.xml"] = parts["styles.xml"].replace(b'fo:font-size="20pt"', b'fo:font-size="38pt"')
    parts["styles.xml"] = parts["styles.xml"].replace(b"</text:page-number> / ", LETTERHEAD.encode())
    parts["styles.xml"] = parts["styles.xml"].replace(LETTERHEAD.encode(), b"</text:page-number>" + LETTERHEAD.encode())
    for name in ("settings.xml", "Thumbnails/thumbnail.png", "Basic/Standard/script.xml"):
        parts[name] = b"Hemmelig skriver"
    parts["meta.xml"] = parts["meta.xml"].replace(
        b"<dc:title>", b"<dc:creator>Hemmelig Forfatter</dc:creator><dc:title>"
    )
    return parts


def test_an_ordinary_template_of_word_is_given_the_styles_it_lacks(tmp_path: Path) -> None:
    made = word_template()
    own = "BodyText|FirstParagraph|Compact|Table|VerbatimChar"
    lacking = re.sub(
        rb'<w:style\b[^>]*styleId="(?:%b)".*?</w:style>' % own.encode(), b"", made["word/styles.xml"], flags=re.DOTALL
    )
    made["word/styles.xml"] = lacking.replace(b'w:styleId="Normal"', b'w:styleId="Vanlig"')
    template = tmp_path / "mal.docx"
    template.write_bytes(packed(made))
    parts = unpacked(to_docx(document(), template))
    used = {
        style.attrib[f"{W}val"]
        for kind in ("pStyle", "rStyle", "tblStyle")
        for style in read_xml(parts["word/document.xml"]).iter(f"{W}{kind}")
    }
    defined = {style.attrib[f"{W}styleId"]: style for style in read_xml(parts["word/styles.xml"]).iter(f"{W}style")}
    base = defined["Compact"].find(f"{W}basedOn")
    assert base is not None
    assert base.attrib[f"{W}val"] == "Vanlig"
    assert {"Compact", "Table"} <= used <= set(defined)


@pytest.mark.parametrize("ending", ["docx", "dotx"])
def test_a_template_of_words_gives_its_looks_and_nothing_of_its_maker(ending: str, tmp_path: Path) -> None:
    made = word_template()
    if ending == "dotx":
        made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    template = tmp_path / f"mal.{ending}"
    template.write_bytes(packed(made))
    parts = unpacked(to_docx(document(), template))

    everything = b"".join(parts.values())
    assert b'w:val="77"' in parts["word/styles.xml"]
    assert LETTERHEAD.encode() in parts["word/footer1.xml"]
    assert b"emmelig" not in everything
    assert b"template.main+xml" not in everything
    assert styled_headings(parts)[0] == ("Heading1", TITLE)


@pytest.mark.parametrize("ending", ["odt", "ott"])
def test_a_template_of_opendocument_gives_its_looks_and_nothing_of_its_maker(ending: str, tmp_path: Path) -> None:
    made = odt_template()
    if ending == "ott":
        made[MIMETYPE] += b"-template"
        made["META-INF/manifest.xml"] = made["META-INF/manifest.xml"].replace(b'text"', b'text-template"')
    template = tmp_path / f"mal.{ending}"
    template.write_bytes(packed(made))
    parts = unpacked(to_odt(document(), template))

    assert b'fo:font-size="38pt"' in parts["styles.xml"]
    assert LETTERHEAD.encode() in parts["styles.xml"]
    assert b"emmelig" not in b"".join(parts.values())
    assert b"template" not in parts["META-INF/manifest.xml"]
    assert parts[MIMETYPE].decode() == OPEN_DOCUMENT


@both
@pytest.mark.parametrize(
    "content",
    [b"", b"Dette er bare tekst.", packed({"a.txt": b"a"}), packed({"[Content_Types].xml": b"spreadsheetml"})],
    ids=["empty", "text", "zip", "spreadsheet"],
)
def test_a_file_that_is_no_template_is_refused(write: Writer, content: bytes, tmp_path: Path) -> None:
    template = tmp_path / "mal"
    template.write_bytes(content)
    with pytest.raises(TemplateError) as refused:
        write(document(), template)

    assert refused.value.path == template


@both
def test_a_template_of_the_other_format_is_refused(write: Writer, tmp_path: Path) -> None:
    other = to_odt if write is to_docx else to_docx
    template = tmp_path / "mal"
    template.write_bytes(other(document()))
    with pytest.raises(TemplateError):
        write(document(), template)


@both
def test_a_damaged_template_is_refused(write: Writer, tmp_path: Path) -> None:
    template = tmp_path / "mal"
    parts = unpacked(write(document()))
    template.write_bytes(
        packed({name: data[: len(data) // 2] if "styles" in name else data for name, data in parts.items()})
    )
    with pytest.raises(TemplateError):
        write(document(), template)


def test_without_its_library_it_says_which_extra_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ExtraMissingError) as missing:
        to_docx(document())

    assert missing.value.extra == "office"
