"""A note says the same in every written format: what one program takes for text is text for the other."""

import re
from html.parser import HTMLParser

import pytest

from aml_okt.export.document import Document
from aml_okt.export.html import to_html
from aml_okt.export.markdown_text import embedded
from aml_okt.export.pandoc import convert

AFTER = "Det som kommer etter"


class _Words(HTMLParser):
    """The words of a page, without its style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data


def words_in(page: str) -> str:
    """All words of a page's body, without the white space between them."""
    return re.sub(r"\s+", "", _Words(page.partition("<body>")[2] or page).words)


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("Slik ble det:\n| Hva | Hvem |\n| --- | --- |\n| Ringe | Kari |", "Slik ble det: Hva Hvem Ringe Kari"),
        ("> Slik:\n> | Hva |\n> | --- |\n> | Ringe |", "Slik: Hva Ringe"),
        ("- Slik:\n  | Hva |\n  | --- |\n  | Ringe |", "Slik: Hva Ringe"),
        ("| Hva |\n| --- |\n| Ringe |\n> Sitat | delt", "Hva Ringe Sitat | delt"),
        ("Som vi sa[^1].\n\n[^1]: Ja", "Som vi sa[^1]. [^1]: Ja"),
        ("[Kari]: ja\n[Ola]:\nnei", "[Kari]: ja [Ola]: nei"),
        ("```\n[Kari]: ja\n```", "[Kari]: ja"),
        ("Se [loven].\n\n[loven]: https://lovdata.no", "Se loven."),
        ("[plan](plan.docx), [a](javascript:x), ![](x) og []()", "plan, a, og"),
        ("> " * 100 + "dypt", "> " * 92 + "dypt"),
        ("* " * 30 + "dypt", "* " * 22 + "dypt"),
        ("1. " * 30 + "dypt", "1. " * 22 + "dypt"),
        ("* " * 30, ""),
        ("\n".join("  " * depth + f"- punkt {depth}" for depth in range(40)), "".join(f"punkt {n}" for n in range(40))),
    ],
)
def test_a_note_says_the_same_in_all_of_them(note: str, says: str) -> None:
    markdown = f"# Tittel\n\n### Steg\n\n{embedded(note, below=3)}\n\n## {AFTER}\n"
    expected = re.sub(r"\s+", "", f"Tittel Steg {says} {AFTER}")

    assert words_in(to_html(Document("T", markdown))) == expected
    assert words_in(convert(markdown, "html").decode()) == expected
