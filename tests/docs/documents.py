"""The documents as their readers see them: pages, and the blocks of code in them, each with where it stands."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
AT_THE_TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

_FENCED = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of code. `answer` is the text block that follows it with nothing between, or is empty."""

    page: Path
    line: int
    language: str
    text: str
    answer: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def pages() -> list[Path]:
    """Every page that people read; the sample minutes are what the program has written."""
    return [ROOT / name for name in AT_THE_TOP] + sorted(
        page for page in DOCS.rglob("*.md") if DOCS / "samples" / "files" not in page.parents
    )


def blocks(*languages: str) -> list[Block]:
    """All blocks in these languages, page by page."""
    return [block for page in pages() for block in blocks_of(page) if block.language in languages]


def blocks_of(page: Path) -> Iterator[Block]:
    """All blocks of a page."""
    text = page.read_text(encoding="utf-8")
    found = list(_FENCED.finditer(text))
    for place, fence in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        answers = after is not None and after[2] == "text" and not text[fence.end() : after.start()].strip()
        yield Block(
            page,
            text.count("\n", 0, fence.start()) + 1,
            fence[2],
            textwrap.dedent(fence[3]),
            textwrap.dedent(after[3]) if after is not None and answers else "",
        )


def prose(page: Path) -> str:
    """A page without its blocks of code and its comments."""
    return _COMMENT.sub("", _FENCED.sub("", page.read_text(encoding="utf-8")))


def inline_code(page: Path) -> list[str]:
    """What stands as code within a page's sentences."""
    return re.findall(r"`([^`\n]+)`", prose(page))


def commands(page: Path) -> list[str]:
    """The commands that a page gives, in their order: all lines of `sh`, and those of `console` that have a prompt."""
    found = []
    for block in blocks_of(page):
        lines = re.sub(r"\\\n\s*", "", block.text).splitlines()
        if block.language == "sh":
            found += [line for line in lines if line.strip() and not line.startswith("#")]
        elif block.language == "console":
            found += [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    return found
