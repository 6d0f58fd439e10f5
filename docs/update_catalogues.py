"""Bring the translators' files up to the texts that there are: what is new waits there without a translation.

    just messages

Nothing is guessed: a text that has changed is a new one. What nobody says any more is taken out.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent.parent / "src" / "aml_okt" / "locale"
WIDTH = 120
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
"""What a catalogue needs to be read, and nothing of when it was written: the history knows that."""


def updated(translated: Catalog, source: Catalog) -> bytes:
    """The translator's file with the texts of `source`, in their order."""
    translated.update(source, no_fuzzy_matching=True)
    out = BytesIO()
    write_po(out, translated, width=WIDTH, ignore_obsolete=True, omit_header=True, sort_by_file=True)
    return HEADER.format(language=translated.locale_identifier).encode() + out.getvalue()


def main() -> None:
    """Update every file, and say how much waits in each."""
    with (LOCALE / "aml_okt.pot").open("rb") as file:
        source = read_po(file)
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            translated = read_po(file, locale=path.parent.parent.name)
        path.write_bytes(updated(translated, source))
        waiting = sum(not entry.string or not all(entry.string) for entry in translated if entry.id)
        print(f"{path.parent.parent.name}: {waiting} texts wait for a translation")


if __name__ == "__main__":
    main()
