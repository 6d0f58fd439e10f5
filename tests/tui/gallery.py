"""Every screen there is as the program shows it in a language: `python -m tests.tui.gallery en 80x24`.

It is a process of its own, because a program chooses its language once, before it loads its screens. It answers with
JSON: what stands on each screen, and what does not fit there. `--stand-ins` shows an agenda and a group in letters that
no text of the program has, and the program's own texts in such letters too: what can still be read is in no catalogue.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

import msgspec

from aml_okt.i18n import LANGUAGES, SOURCE_LANGUAGE, use_language, use_translations
from tests.stand_ins import StandIns


class Picture(msgspec.Struct, frozen=True):
    """What stands on a screen, and what does not fit there."""

    name: str
    text: str
    cut: tuple[str, ...]


def main() -> None:
    """Go round, and tell."""
    reader = argparse.ArgumentParser()
    reader.add_argument("language", choices=LANGUAGES)
    reader.add_argument("size", nargs="?", default="80x24")
    reader.add_argument("--stand-ins", action="store_true")
    reader.add_argument("--read", action="store_true", help="show the screens to a person, not as JSON")
    asked = reader.parse_args()
    use_language(asked.language)
    if asked.stand_ins:
        use_translations(SOURCE_LANGUAGE, StandIns())
    columns, rows = map(int, asked.size.split("x"))

    from tests.tui.gallery_scenes import Gallery  # noqa: PLC0415 - the screens are loaded in the language there is

    with tempfile.TemporaryDirectory() as folder:
        gallery = Gallery(asked.language, (columns, rows), Path(folder), stand_ins=asked.stand_ins)
        asyncio.run(gallery.go_round())
    pictures = [Picture(name, text, cut) for name, text, cut in gallery.pictures]
    if asked.read:
        for picture in pictures:
            print(f"\n{picture.name}: {', '.join(picture.cut) or 'all fits'}\n{picture.text}")  # noqa: T201 - asked for
    else:
        sys.stdout.buffer.write(msgspec.json.encode(pictures))


if __name__ == "__main__":
    main()
