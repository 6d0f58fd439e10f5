"""Styles that a document for Word uses and its template lacks.

Pandoc calls its paragraphs, tables and fixed letters by names of its own, and relies on the template to have them. An
ordinary template has none of them; a reader may then lose tables and lists with the styles.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

_STYLE = re.compile(rb"<w:style\b.*?</w:style>", re.DOTALL)
_KIND = re.compile(rb'\bw:type="([^"]*)"')
_ID = re.compile(rb'\bw:styleId="([^"]*)"')
_NAME = re.compile(rb'<w:name\s+w:val="([^"]*)"')
_DEFAULT = re.compile(rb'^<w:style\b[^>]*\bw:default="(?:1|true|on)"')
_USED = re.compile(rb'<w:(?:pStyle|rStyle|tblStyle)\s+w:val="([^"]*)"')
_REFERENCE = re.compile(rb'<w:(basedOn|next)\s+w:val="([^"]*)"\s*/>')
_END = b"</w:styles>"


class _Style(Struct, frozen=True):
    """One style, as it stands in its sheet."""

    kind: bytes
    identifier: bytes
    name: bytes
    is_default: bool
    text: bytes


def with_missing(styles: bytes, document: bytes, ours: bytes) -> bytes:
    """The style sheet of the template, and those of `ours` that `document` uses and the sheet does not know.

    What is added builds on the template's own styles where it has them by name, and else on its usual text, so that
    letters and colours stay the organisation's.
    """
    theirs, spare = tuple(_read(styles)), {style.identifier: style for style in _read(ours)}
    known = {style.identifier for style in theirs}
    used = dict.fromkeys(_USED.findall(document))
    added = [spare[name] for name in used if name in spare and name not in known]
    texts = b"".join(_built_on(theirs, spare, style) for style in added)
    return styles.replace(_END, texts + _END)


def _read(styles: bytes) -> Iterator[_Style]:
    for found in _STYLE.findall(styles):
        kind, identifier, name = _KIND.search(found), _ID.search(found), _NAME.search(found)
        if kind and identifier and name:
            yield _Style(kind[1], identifier[1], name[1].lower(), bool(_DEFAULT.match(found)), found)


def _built_on(theirs: tuple[_Style, ...], spare: dict[bytes, _Style], style: _Style) -> bytes:
    """A style of ours whose references to other styles are to those of the template."""

    def referring(reference: re.Match[bytes]) -> bytes:
        meant = spare[reference[2]]
        same = [one for one in theirs if (one.kind, one.name) == (meant.kind, meant.name)]
        usual = [one for one in theirs if one.kind == meant.kind and one.is_default]
        for one in (*same, *usual):
            return b'<w:%b w:val="%b"/>' % (reference[1], one.identifier)
        return b""

    return _REFERENCE.sub(referring, style.text)
