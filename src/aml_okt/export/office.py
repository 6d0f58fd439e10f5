"""A document for word processors: Word's format and OpenDocument, looking as ours do or as the organisation's."""

import re
import zipfile
from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from aml_okt.export.document import Document
from aml_okt.export.failures import NotWritten, TemplateError
from aml_okt.export.package import MIMETYPE, packed, unpacked
from aml_okt.export.pandoc import FORMS, convert
from aml_okt.export.word_styles import with_missing

OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REGIONS = {"nb": "nb-NO", "nn": "nn-NO"}
"""Word processors check spelling for a language of a country."""

_CELLS = re.compile(
    rb'(style:name="Table(Header)?RowCell" style:family="table-cell">\s*<style:table-cell-properties )[^>]*'
)
_OF_MAKERS = re.compile(rb"<w:(attachedTemplate|docVars|mailMerge|rsids)\b(?:[^>]*/>|.*?</w:\1>)", re.DOTALL)
"""Settings of Word that tell of whoever worked on the template, and not of its looks."""
_WHERE_IT_LAY = "word/_rels/settings.xml.rels"
"""The template's own template, as an address on its maker's disk."""
_STYLES = "word/styles.xml"
_SHOWN = re.compile(r"content\.xml|styles\.xml|Pictures/.+")
"""The parts of an OpenDocument that anybody sees: the others tell of printers, macros and how the template looked."""

_MANIFEST = "META-INF/manifest.xml"
_HEAD_RULE, _ROW_RULE = b"1pt solid #1b2833", b"0.5pt solid #a3adb5"


def to_docx(document: Document, template: Path | None = None) -> bytes:
    """The document for Word, with the styles, the page and its head and foot from `template` (.docx or .dotx).

    Raises:
        ExtraMissingError: when Pandoc is not installed.
        TemplateError: when the template is no document of Word.
        OSError: when the template cannot be read.
        NotWritten: when Pandoc refuses the document.

    """
    parts = _converted(document, "docx", template)
    parts[_STYLES] = with_missing(parts[_STYLES], parts["word/document.xml"], (FORMS / "docx" / _STYLES).read_bytes())
    parts["word/settings.xml"] = _OF_MAKERS.sub(b"", parts["word/settings.xml"])
    parts.pop(_WHERE_IT_LAY, None)
    parts["docProps/core.xml"] = _core_properties(document)
    parts["docProps/app.xml"] = _no_properties("extended-properties")
    parts["docProps/custom.xml"] = _no_properties("custom-properties")
    return packed(parts)


def to_odt(document: Document, template: Path | None = None) -> bytes:
    """The document as OpenDocument, with the styles, the page and its head and foot from `template` (.odt or .ott).

    Raises:
        ExtraMissingError: when Pandoc is not installed.
        TemplateError: when the template is no OpenDocument text.
        OSError: when the template cannot be read.
        NotWritten: when Pandoc refuses the document.

    """
    parts = {name: part for name, part in _converted(document, "odt", template).items() if _SHOWN.fullmatch(name)}
    parts[MIMETYPE] = OPEN_DOCUMENT.encode()
    parts["content.xml"] = _CELLS.sub(_ruled, parts["content.xml"])
    parts["meta.xml"] = _meta(document)
    parts[_MANIFEST] = _manifest(parts)
    return packed(parts)


def _converted(document: Document, to: str, template: Path | None) -> dict[str, bytes]:
    reference = _ours(to) if template is None else _theirs(template, to)
    try:
        return unpacked(convert(document.markdown, to, language=_with_region(document.language), reference=reference))
    except NotWritten as failed:
        if template is None:
            raise
        raise TemplateError(template) from failed


def _ours(to: str) -> bytes:
    folder = FORMS / to
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return packed({file.relative_to(folder).as_posix(): file.read_bytes() for file in files})


def _theirs(template: Path, to: str) -> bytes:
    package = template.read_bytes()
    try:
        parts = unpacked(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise TemplateError(template) from error
    match to:
        case "docx":
            fits = b"wordprocessingml" in parts.get("[Content_Types].xml", b"")
        case _:
            fits = parts.get(MIMETYPE, b"").startswith(OPEN_DOCUMENT.encode()) and "styles.xml" in parts
    if not fits:
        raise TemplateError(template)
    return package


def _with_region(language: str) -> str:
    return _REGIONS.get(language, language)


def _core_properties(document: Document) -> bytes:
    """What Word shows of a file: title and language, and the day that it is of."""
    namespaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    day = "" if document.day is None else f"{document.day.isoformat()}T00:00:00Z"
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified") if day
    )
    title, language = escape(document.title), escape(_with_region(document.language))
    properties = f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language>{days}"
    return f"{_XML}<cp:coreProperties {namespaces}>{properties}</cp:coreProperties>\n".encode()


def _no_properties(kind: str) -> bytes:
    address = f"http://schemas.openxmlformats.org/officeDocument/2006/{kind}"
    return f'{_XML}<Properties xmlns="{address}"/>\n'.encode()


def _meta(document: Document) -> bytes:
    """What OpenDocument shows of a file: the same."""
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    )
    day = "" if document.day is None else f"{document.day.isoformat()}T00:00:00"
    days = f"<meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date>" if day else ""
    title, language = escape(document.title), escape(_with_region(document.language))
    properties = f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language>{days}"
    return (
        f'{_XML}<office:document-meta {namespaces} office:version="1.3">'
        f"<office:meta>{properties}</office:meta></office:document-meta>\n"
    ).encode()


def _manifest(parts: Mapping[str, bytes]) -> bytes:
    """The list of parts, without which a package counts as broken."""
    named = [("/", OPEN_DOCUMENT), *((name, _kind(name)) for name in parts if name not in {MIMETYPE, _MANIFEST})]
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
        for name, kind in named
    )
    address = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    root = f'manifest:manifest xmlns:manifest="{address}" manifest:version="1.3"'
    return f"{_XML}<{root}>{entries}</manifest:manifest>\n".encode()


def _kind(name: str) -> str:
    if name.endswith(".rdf"):
        return "application/rdf+xml"
    return guess_type(name)[0] or "application/octet-stream"


def _ruled(cell: re.Match[bytes]) -> bytes:
    """A rule under a cell of a table; Pandoc gives none, whatever the template says."""
    rule, side = (_HEAD_RULE, b"bottom") if cell[2] else (_ROW_RULE, b"top")
    air = b'fo:padding-left="0.15cm" fo:padding-right="0.15cm"'
    return b'%bfo:border="none" fo:border-bottom="%b" %b style:vertical-align="%b" /' % (cell[1], rule, air, side)
