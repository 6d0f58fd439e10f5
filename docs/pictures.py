"""What the scripts that make pictures share: the language, which is chosen before any screen is loaded, and the files.

    python docs/make_screenshots.py --lang en session setup
    python docs/make_screenshots.py --check

A picture remembers what was on the screen when it was made. With `--check` nothing is written: what the program would
show now is compared with that, those that are old are named, and the exit status is 1.
"""

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from textual.strip import Strip

from aml_okt.i18n import LANGUAGES, SOURCE_LANGUAGE, use_language

_SHOWN = "shown"
"""What a picture calls the text in it that tells what was shown."""


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make the pictures in the documents from the running program.")
    parser.add_argument("names", nargs="*", help="the pictures; all that the documents show, if left out")
    parser.add_argument("--lang", choices=LANGUAGES, default=SOURCE_LANGUAGE, help="the language on the screen")
    parser.add_argument("--check", action="store_true", help="only say which are old")
    return parser.parse_args()


_CHOICE = _chosen()
LANGUAGE: str = _CHOICE.lang
CHECKS: bool = _CHOICE.check
use_language(LANGUAGE)

_DOCS = Path(__file__).parent
IMAGES = _DOCS / "images" if LANGUAGE == SOURCE_LANGUAGE else _DOCS / "images" / LANGUAGE


def wanted(names: Iterable[str]) -> list[str]:
    """Those of a script's pictures that are asked for; without a name, those that the documents show."""
    if _CHOICE.names:
        return [name for name in names if name in _CHOICE.names]
    pages = [*_DOCS.rglob("*.md"), _DOCS.parent / "README.md"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    return [name for name in names if f"{IMAGES.relative_to(_DOCS).as_posix()}/{name}.png" in text]


def shown(strips: Iterable[Strip]) -> str:
    """What tells one screen from another: its characters and their looks, shortened."""
    cells = [(segment.text, str(segment.style)) for strip in strips for segment in strip]
    return hashlib.sha256(repr(cells).encode()).hexdigest()


def remember(path: Path, image: Image.Image, what: str) -> None:
    """Save a picture together with what was shown."""
    info = PngInfo()
    info.add_text(_SHOWN, what)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True, pnginfo=info)


def is_old(path: Path, what: str) -> bool:
    """Whether a picture is missing or was made of something else."""
    if not path.exists():
        return True
    with Image.open(path) as image:
        return image.info.get(_SHOWN) != what
