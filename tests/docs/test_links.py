"""Every link and every picture in the documents leads somewhere; links to the world are looked at, not followed."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

from tests.docs.documents import DOCS, ROOT, pages, prose

PAGES = pages()
KNOWN_HOSTS = {
    "lovdata.no", "www.aksess-tidsskrift.no", "www.arkivverket.no", "www.datatilsynet.no", "www.sivilombudet.no",
    "stami.no",
}  # fmt: skip
"""Where the documents point to in the world. Another host is added here by somebody who has looked at it."""


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def targets(page: Path) -> list[str]:
    """Where the links and pictures of a page lead, those that are defined at its end too."""
    text = prose(page)
    text = re.sub(r"`[^`\n]*`", "", text)
    return [
        *re.findall(r"\]\(([^)\s]+)\)", text),
        *re.findall(r"^\[[^\]]+\]: (\S+)$", text, re.MULTILINE),
        *re.findall(r"(?:src|href)=\"([^\"]+)\"", text),
    ]


def anchors(page: Path) -> set[str]:
    """The headings of a page as addresses; one that comes again has a number."""
    seen: Counter[str] = Counter()
    found = set()
    for heading in re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)).strip().lower()
        slug = slug.replace(" ", "-")
        found.add(f"{slug}_{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_within_the_project_leads_to_a_file_and_a_heading(page: Path) -> None:
    wrong = []
    for target in targets(page):
        parts = urlsplit(target)
        if parts.scheme:
            continue
        file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if not file.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors(file)):
            wrong.append(target)

    assert wrong == []


def test_every_link_to_the_world_is_well_formed_and_goes_where_we_know() -> None:
    outside = {target for page in PAGES for target in targets(page) if urlsplit(target).scheme}
    strange = {
        target
        for target in outside
        if urlsplit(target).scheme != "https" or urlsplit(target).hostname not in KNOWN_HOSTS or urlsplit(target).port
    }

    assert outside
    assert strange == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_picture_can_be_seen_and_is_described(page: Path) -> None:
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", prose(page)):
        assert " " in words, f"{target} is not described"
        if target.endswith(".png"):
            with Image.open(page.parent / target) as picture:
                picture.verify()


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", prose(page))
    }
    made = {path.resolve() for path in (DOCS / "images").rglob("*") if path.is_file()}

    assert made - shown == set()


def test_the_guide_is_the_same_in_both_languages() -> None:
    """The same pages, with as many headings, keys, pictures and commands in each."""

    def shape(page: Path) -> tuple[list[int], list[str], int, int]:
        text = page.read_text(encoding="utf-8")
        headings = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
        return headings, re.findall(r'<kbd class="([^"]+)">', text), text.count("!["), text.count("```")

    bokmal, english = ({page.name: shape(page) for page in (DOCS / folder).glob("*.md")} for folder in ("nb", "en"))

    assert bokmal == english
    assert len(bokmal) == 7
