"""A document as one HTML file: whole in itself, for screens of every width and for paper.

It loads nothing, runs nothing, and says nothing of who made it. Bars become drawings; a picture in a note becomes its
text, so that opening the file asks nobody for anything.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from html import escape
from importlib import resources
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from aml_okt.core.text import visible
from aml_okt.export.bars import DENSE, FULL, LIGHT, is_bar
from aml_okt.export.document import Document
from aml_okt.export.markdown_text import MOST_NESTED
from aml_okt.export.offset_picture import PICTURE

_WIDE, _HIGH, _STRIPE = 12, 12, 4
"""How wide a column of a bar is, how high, and how far its stripes stand apart, in the drawing's own units."""
_LINES = 'vector-effect="non-scaling-stroke"'
"""Lines are as wide on a narrow bar as on a wide one."""
_KINDS = {FULL: "full", DENSE: "dense", LIGHT: "light"}
_KINDS_OF_CELLS: Mapping[object, str] = {"text-align:right": "number", "text-align:center": "sign"}
"""What a cell holds, by where the source lets it stand."""
_NARROW = 44
"""Columns of a picture that a telephone has room for in letters that can be read."""
_SAFE_SCHEMES = ("http://", "https://", "mailto:")

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def to_html(document: Document) -> str:
    """The whole file, ending in one line feed."""
    style = resources.files("aml_okt.export").joinpath("document.css").read_text("utf-8")
    parser = _parser()
    tokens = parser.parse(visible(document.markdown))
    body = parser.renderer.render(list(_arranged(tokens)), parser.options, {})
    return _PAGE.format(
        language=escape(document.language), title=escape(visible(document.title)), style=style, body=body
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")
    # Pandoc takes every address for one; where a link must not lead, its words stand alone (_arranged).
    parser.validateLink = lambda _address: True  # type: ignore[assignment, method-assign]
    parser.options["maxNesting"] = MOST_NESTED
    return parser


class _Renderer(RendererHTML):
    """What Markdown becomes in our pages, where that is not what it usually becomes."""

    def code_inline(self, tokens: Sequence[Token], idx: int, options: object, env: MutableMapping[str, Any]) -> str:
        """Code; a bar is drawn."""
        del options, env
        content = tokens[idx].content
        return _drawn(content) if is_bar(content) else f"<code>{escape(content)}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, options: object, env: MutableMapping[str, Any]) -> str:
        """A block of code; a picture in characters is as small as it has to be for its lines to stay whole."""
        del options, env
        code = escape(tokens[idx].content)
        if tokens[idx].info.strip() != PICTURE:
            return f"<pre><code>{code}</code></pre>\n"
        is_wide = any(len(line) > _NARROW for line in tokens[idx].content.splitlines())
        return f'<pre class="picture{" wide" if is_wide else ""}"><code>{code}</code></pre>\n'

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:  # noqa: ANN401 - as the library has it
        """The text of a picture, which may lie anywhere."""
        return escape(self.renderInlineAsText(tokens[idx].children or [], options, env))


def _arranged(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with what a page needs besides: what heads a row or a column, where numbers stand, quiet links."""
    in_head, column, tag = False, 0, "td"
    for token in tokens:
        match token.type:
            case "thead_open" | "thead_close":
                in_head = token.type == "thead_open"
            case "tr_open":
                column = 0
            case "th_open" | "td_open":
                tag = "th" if in_head or column == 0 else "td"
                _turn_into(token, tag, "col" if in_head else "row")
                column += 1
            case "th_close" | "td_close":
                token.tag = tag
            case "inline":
                token.children = list(_quiet(token.children or ()))
            case _:
                pass
        yield token


def _turn_into(cell: Token, tag: str, scope: str) -> None:
    """Make a cell head its row or column, or none; that it holds a number or a sign is a matter of style."""
    cell.tag = tag
    if tag == "th":
        cell.attrSet("scope", scope)
    if kind := _KINDS_OF_CELLS.get(cell.attrs.pop("style", None)):
        cell.attrSet("class", kind)


def _quiet(parts: Iterable[Token]) -> Iterator[Token]:
    """The parts of a line without links that lead anywhere but out; no other tells where the reader came from."""
    leads_out = False
    for part in parts:
        if part.type == "link_open":
            leads_out = str(part.attrs["href"]).casefold().startswith(_SAFE_SCHEMES)
            part.attrSet("rel", "noreferrer")
        if leads_out or part.type not in {"link_open", "link_close"}:
            yield part


def _drawn(bar: str) -> str:
    """A bar as a drawing. It adds nothing to the figures beside it, so that it is silent where a page is read aloud."""
    shapes, start = [], 0
    for sign, run in groupby(bar):
        columns = len(list(run))
        shapes.append(_part(_KINDS[sign], start, columns))
        start += columns
    frame = f'viewBox="0 0 {start * _WIDE} {_HIGH}" preserveAspectRatio="none" style="--columns: {start}"'
    return f'<svg class="bar" aria-hidden="true" {frame}>{"".join(shapes)}</svg>'


def _part(kind: str, start: int, columns: int) -> str:
    """One part of a bar; what is dense has stripes, so that no colour is needed to tell the three apart."""
    left, wide = start * _WIDE, columns * _WIDE
    shape = f'<rect class="{kind}" x="{left}" y="0" width="{wide}" height="{_HIGH}" {_LINES}/>'
    if kind == _KINDS[DENSE]:
        stripes = "".join(f"M{place} 0v{_HIGH}" for place in range(left + _STRIPE, left + wide, _STRIPE))
        shape += f'<path d="{stripes}" {_LINES}/>' if stripes else ""
    return shape
