"""Words of people inside our document: they keep their meaning and never change its structure."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aml_okt.core.text import one_line
from aml_okt.export.markdown_text import embedded, plain

PIECES = [
    "# ", "## ", "### x", "\n", "\n\n", "===\n", "---\n", "=", "-", "```", "~~~", "````", "    ", "  ", "\t", "> ",
    "- ", "1. ", "a", "ord ", "<b>", "</b>", "<script>", "<!--", "-->", "<?", "<![CDATA[", "<div\n", "<https://nav.no>",
    "<a@b.no>", "[x]: y\n", "[x](y)", "|", "\\", "`", "*", "_", "&lt;", "&", "Kari",
]  # fmt: skip
notes = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def structure(document: str) -> list[tuple[str, str]]:
    """The tag and words of each heading that stands directly in the document."""
    tokens = MarkdownIt("commonmark").parse(document)
    return [
        (token.tag, tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def html_in(document: str) -> list[str]:
    """Every piece that a Markdown program would take for HTML."""
    tokens = MarkdownIt("commonmark").parse(document)
    flat = [child for token in tokens for child in (token, *(token.children or []))]
    return [token.content for token in flat if token.type in {"html_block", "html_inline"}]


def shown(markdown: str) -> str:
    """What a reader sees of a line of Markdown."""
    return "".join(
        child.content for token in MarkdownIt("commonmark").parseInline(markdown) for child in token.children or []
    )


@given(st.text(max_size=60))
@example("<b>Kari</b> *Ola* [x](y) `z` a|b &amp; \\")
def test_plain_text_is_shown_as_exactly_itself(text: str) -> None:
    assert shown(plain(text)) == one_line(text)


@given(st.text(max_size=60))
@example("1. Ola")
@example("- Ola")
@example("# Ola")
@example("> Ola")
@example("=== ")
def test_plain_text_is_never_anything_but_text_in_a_paragraph(text: str) -> None:
    kinds = [token.type for token in MarkdownIt("commonmark").enable("table").parse(plain(text))]

    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(st.text(max_size=60))
def test_plain_text_keeps_to_its_cell_of_a_table(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(f"| a | b |\n| --- | --- |\n| {plain(text)} | x |\n")

    assert [token.type for token in tokens].count("td_open") == 2


def test_ordinary_names_and_dates_are_left_readable() -> None:
    for text in ("Kari-Anne Øye", "1. desember 2026"[3:], "kl. 10:30", "Per (vikar)", "O'Neill & co"[:7]):
        assert plain(text) == text


@given(notes)
@example("```\n    ```")
@example("- a\n  ```\n  åpen")
def test_no_note_contains_html_or_a_heading_as_high_as_ours(note: str) -> None:
    document = f"# Referat\n\n## Notater\n\n### 4 Refleksjon\n\n{embedded(note, below=3)}\n\n## Tiltak\n\nIngen.\n"

    assert html_in(document) == []
    headings = structure(document)
    assert [found for found in headings if found[0] in {"h1", "h2", "h3"}] == [
        ("h1", "Referat"),
        ("h2", "Notater"),
        ("h3", "4 Refleksjon"),
        ("h2", "Tiltak"),
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("# Styrke\nTekst", "#### Styrke\nTekst"),
        ("##### Dypt", "#### Dypt"),
        ("Styrke\n======\n\nTekst", "#### Styrke\n\nTekst"),
        ("To\nlinjer\n---\n", "#### To linjer"),
        ("# A\n## B\n# C\n### D", "#### A\n##### B\n#### C\n##### D"),
        ("### A\n# B\n### C", "#### A\n#### B\n##### C"),
        ("# 1\n## 2\n### 3\n#### 4", "#### 1\n##### 2\n###### 3\n###### 4"),
        ("> # Sitat", "> #### Sitat"),
        ("```\n# ikke overskrift\n```", "```\n# ikke overskrift\n```"),
        ("```\nåpen", "```\nåpen\n```"),
        ("~~~~\n~~~\n    ~~~~", "~~~~\n~~~\n    ~~~~\n~~~~"),
        ("```\nlukket\n```", "```\nlukket\n```"),
        ("- a\n  ```\n  åpen", "- a\n  ```\n  åpen"),
        ("a < b, 3 <4 og <nav> <https://nav.no>", "a < b, 3 <4 og &lt;nav> <https://nav.no>"),
        ("**viktig** og *ledelse*", "**viktig** og *ledelse*"),
    ],
)
def test_a_note_is_fitted_in_with_as_little_change_as_possible(note: str, expected: str) -> None:
    assert embedded(note, below=3) == expected


def test_control_characters_in_a_note_are_visible() -> None:
    assert embedded("a\x1b[31mb\u202ec", below=3) == "a␛[31mb⟨U+202E⟩c"


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(1, 4))
def test_no_level_of_headings_is_left_out_on_the_way_down(levels: list[int], below: int) -> None:
    note = "\n\n".join(f"{'#' * level} overskrift" for level in levels)
    told = [
        int(token.tag[1]) for token in MarkdownIt().parse(embedded(note, below=below)) if token.type == "heading_open"
    ]

    assert len(told) == len(levels)
    assert all(below < level <= 6 for level in told)
    assert all(after <= before + 1 for before, after in pairwise([below, *told]))


@pytest.mark.parametrize(
    "reference", ["&#27;", "&#x1b;", "&#X202E;", "&rlm;", "&Tab;", "&NewLine;", "&#9;", "&#x85;", "&#0;"]
)
def test_a_reference_to_a_character_that_acts_is_shown_and_not_followed(reference: str) -> None:
    shown = MarkdownIt().parseInline(embedded(f"a {reference} b", below=3))[0].children or []

    assert "".join(child.content for child in shown) == f"a {reference} b"


@pytest.mark.parametrize(
    "reference", ["&aring;", "&#230;", "&#9999999;", "&amp;", "&lt;", "&ukjent;", "&#x1F600;", "A&B"]
)
def test_a_reference_to_a_letter_is_left_alone(reference: str) -> None:
    assert embedded(reference, below=3) == reference
