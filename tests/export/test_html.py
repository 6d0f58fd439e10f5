"""A document as one HTML file: what is in it, and what can never be."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aml_okt.core.minutes import SharedNote
from aml_okt.export.document import Document
from aml_okt.export.html import to_html
from aml_okt.export.markdown import minutes_title, to_markdown
from tests.export.test_markdown import HOSTILE, WHOLE
from tests.export.test_markdown_text import PIECES

VOID = {"meta", "hr", "br", "rect", "path"}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li",
    "blockquote", "pre", "code", "em", "strong", "a", "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "svg",
    "rect", "path",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "http-equiv", "scope", "class", "href", "rel", "title", "start",
    "aria-hidden",
    "vector-effect", "viewbox", "preserveaspectratio", "style", "x", "y", "width", "height", "d",
}  # fmt: skip


class Page(HTMLParser):
    """A page as its elements and its words; it insists that everything that is opened is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def page_of(markdown: str, title: str = "Tittel") -> Page:
    return Page(to_html(Document(title, markdown)))


def the_minutes() -> Page:
    return page_of(to_markdown(WHOLE), minutes_title(WHOLE))


def test_the_page_says_its_language_and_title_and_nothing_of_who_made_it() -> None:
    page = the_minutes()

    assert page.all("html") == [{"lang": "nb"}]
    assert page.text.count("Referat: Psykososialt arbeidsmiljø") == 2  # as title, and as heading
    assert {meta.get("name") for meta in page.all("meta")} == {None, "viewport", "color-scheme", "referrer"}


def test_it_may_load_and_run_nothing() -> None:
    policy = [meta["content"] for meta in the_minutes().all("meta") if meta.get("http-equiv")]

    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not the_minutes().all("script", "img", "link", "iframe", "object")


def test_every_head_of_a_column_and_of_a_row_says_so() -> None:
    page = page_of("| A | B |\n| --- | ---: |\n| x | 1 |\n| y | 2 |")

    assert page.all("th") == [
        {"scope": "col"}, {"scope": "col", "class": "number"}, {"scope": "row"}, {"scope": "row"},
    ]  # fmt: skip
    assert page.all("td") == [{"class": "number"}, {"class": "number"}]


def test_a_bar_is_drawn_and_silent_and_its_parts_differ_without_colour() -> None:
    page = page_of("| A | B |\n| --- | --- |\n| x | `██▓░` |")

    assert page.all("svg")[0]["aria-hidden"] == "true"
    assert [(part["class"], part["x"], part["width"]) for part in page.all("rect")] == [
        ("full", "0", "24"), ("dense", "24", "12"), ("light", "36", "12"),
    ]  # fmt: skip
    assert len(page.all("path")) == 1, "only what is dense has stripes"
    assert "█" not in page.text


def test_code_that_is_no_bar_stays_code() -> None:
    assert "<code>██ &lt;b&gt;</code>" in to_html(Document("T", "`██ <b>`"))


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("[a](https://nav.no)", "https://nav.no"),
        ("<post@nav.no>", "mailto:post@nav.no"),
        ("[a](javascript:alert)", None),
        ("[a](DATA:text/html,x)", None),
        ("[a](file:///etc/passwd)", None),
        ("[a](//nav.no)", None),
        ("<vbscript:x>", None),
    ],
)
def test_only_addresses_that_a_reader_can_follow_are_links(markdown: str, address: str | None) -> None:
    links = page_of(markdown).all("a")

    assert [link["href"] for link in links] == ([] if address is None else [address])
    assert all(link["rel"] == "noreferrer" for link in links)


def test_a_picture_is_its_text_and_is_never_fetched() -> None:
    page = page_of("![**Et** bilde](https://utenfor.no/x.png) etter")

    assert "Et bilde etter" in page.text
    assert "utenfor" not in to_html(Document("T", "![a](https://utenfor.no/x.png)"))


def test_hostile_words_are_words() -> None:
    hostile = replace(WHOLE, title=HOSTILE, unit=HOSTILE, notes=(SharedNote(number="", title=HOSTILE, text=HOSTILE),))
    written = to_html(Document(minutes_title(hostile), to_markdown(hostile)))
    page = Page(written)

    assert {tag for tag, _attributes in page.elements} <= ELEMENTS
    assert not page.all("script")
    assert "<script>x</script>" in page.text
    assert not {"\x1b", "\u202e"} & set(written)


@pytest.mark.parametrize("title", ["</title><script>x</script>", '"><b>', "{body}", "{0}", "\x1b\u202e"])
def test_a_hostile_title_is_a_title(title: str) -> None:
    page = page_of("Tekst", title)

    assert not page.all("script", "b")
    assert "Tekst" in page.text


@given(
    st.lists(st.sampled_from([*PIECES, "![x](http://a.no)", "`█▓`", "| a | b |\n|---|---|\n| `░` | c |\n", '"', "'"]))
)
def test_no_note_whatever_becomes_anything_but_ordinary_elements(pieces: list[str]) -> None:
    note = SharedNote(number="4", title="Refleksjon", text="".join(pieces))
    page = page_of(to_markdown(replace(WHOLE, notes=(note,))))

    assert {tag for tag, _attributes in page.elements} <= ELEMENTS
    assert {name for _tag, attributes in page.elements for name in attributes} <= ATTRIBUTES
    assert all((link["href"] or "").startswith(("http://", "https://", "mailto:")) for link in page.all("a"))
    assert all((part.get("style") or "--columns").startswith("--columns") for _tag, part in page.elements)
