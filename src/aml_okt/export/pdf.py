"""A document as PDF/A-2a and PDF/UA-1: for the archive, with the structure that screen readers need.

Typst sets the page. All that people wrote reaches it as literals (forms/document.lua), so that none of it can be
anything but text.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from types import ModuleType

from aml_okt.export.document import Document
from aml_okt.export.extras import OFFICE, ExtraMissingError
from aml_okt.export.failures import NotWritten
from aml_okt.export.pandoc import FORMS, convert

STANDARDS = ["a-2a", "ua-1"]

NO_LETTER = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that no font has."""

_PRIVATE_USE = "Co"
_DAY_UNTOLD = date(1970, 1, 1)
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}")


def to_pdf(document: Document) -> bytes:
    """The document as a PDF; the same document gives the same bytes.

    A letter that the fonts of Typst lack is taken from the system's. Where they lack it too a sign takes its place:
    an archive accepts no letter that cannot be shown, and the document is worth more than the letter.

    Raises:
        ExtraMissingError: when Pandoc or Typst is not installed.
        NotWritten: when one of them refuses the document.

    """
    typst = _typst()
    page = (FORMS / "page.typ").read_text(encoding="utf-8")
    text, title = _with_known_letters(convert(document.markdown, "typst").decode()), _with_known_letters(document.title)
    own_fonts = True
    while True:
        try:
            return _set(typst, page + text, title, document, own_fonts=own_fonts)
        except typst.TypstError as error:
            missing = set(_missing(error.diagnostic)) & set(text + title) - {NO_LETTER}
            if not missing:
                msg = "typst ended without a page"
                raise NotWritten(msg) from None
            if not own_fonts:
                instead = str.maketrans(dict.fromkeys(missing, NO_LETTER))
                text, title = text.translate(instead), title.translate(instead)
            own_fonts = False


def _with_known_letters(text: str) -> str:
    """The text with a sign for each letter that only its writer's own fonts can have: an archive refuses those."""
    return "".join(NO_LETTER if unicodedata.category(char) == _PRIVATE_USE else char for char in text)


def _typst() -> ModuleType:
    try:
        import typst  # noqa: PLC0415 - no other format waits for it
    except ImportError as error:
        raise ExtraMissingError(OFFICE, "typst") from error
    return typst


def _set(typst: ModuleType, source: str, title: str, document: Document, *, own_fonts: bool) -> bytes:
    day = document.day or _DAY_UNTOLD
    pdf: bytes = typst.compile(
        source.encode(),
        pdf_standards=STANDARDS,
        ignore_system_fonts=own_fonts,
        sys_inputs={"title": title, "language": document.language, "day": day.isoformat()},
    )
    return pdf


def _missing(diagnostic: str) -> Iterator[str]:
    """The letters that no font had; plain ones are at most what others were to be combined with."""
    for shown in _MISSING.findall(diagnostic):
        text = _NUMBERED.sub(lambda number: chr(int(number[1], 16)), shown)
        yield from (letter for letter in text if not (letter.isascii() and letter.isprintable()))
