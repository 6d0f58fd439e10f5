"""The formats that a document can be written in: what each is called, and who writes it."""

from enum import StrEnum
from pathlib import Path
from typing import assert_never

from aml_okt.export.document import Document


class Format(StrEnum):
    """A format by its name, which is also how its files end."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    ODT = "odt"
    PDF = "pdf"
    JSON = "json"
    CALENDAR = "ics"

    @property
    def is_text(self) -> bool:
        """Whether it is text that a terminal or a pipe can have."""
        return self not in {Format.WORD, Format.ODT, Format.PDF}

    @property
    def is_written(self) -> bool:
        """Whether it is a document for people, made from Markdown."""
        return self not in {Format.JSON, Format.CALENDAR}

    @property
    def has_templates(self) -> bool:
        """Whether an organisation can have its own template for it."""
        return self in {Format.WORD, Format.ODT}


def written(document: Document, form: Format, template: Path | None = None) -> bytes:
    """The document in a format for people. What each of them needs is loaded here and not before.

    Raises:
        ExtraMissingError: when the format needs a library that is not installed.
        TemplateError: when the template is no document of this format.
        ValueError: when the format is not for people.

    """
    match form:
        case Format.MARKDOWN:
            return encoded(document.markdown)
        case Format.HTML:
            from aml_okt.export.html import to_html  # noqa: PLC0415

            return encoded(to_html(document))
        case Format.WORD:
            from aml_okt.export.office import to_docx  # noqa: PLC0415

            return to_docx(document, template)
        case Format.ODT:
            from aml_okt.export.office import to_odt  # noqa: PLC0415

            return to_odt(document, template)
        case Format.PDF:
            from aml_okt.export.pdf import to_pdf  # noqa: PLC0415

            return to_pdf(document)
        case Format.JSON | Format.CALENDAR:
            raise ValueError(form)
        case _:
            assert_never(form)


def encoded(text: str) -> bytes:
    """Text as UTF-8, whatever it holds."""
    return text.encode("utf-8", "backslashreplace")
