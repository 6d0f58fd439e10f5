"""Write every key that the guide names as the program has it: the sheets of keys, and the keys within the pages.

    just keys
    python docs/make_keys.py --check

In a page a key stands as `<kbd class="note">n</kbd>`: the class says what it does, and the letter is filled in. What a
dialog has comes after the dialog's name, as in `people.add_person`. With `--check` nothing is written; what is not as
it should be is named, and the exit status is 1.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from aml_okt.core.commands import (
    ChooseFacilitator,
    MarkFactor,
    SetFocusOrder,
    SetNextMeeting,
    ShowSlide,
)
from aml_okt.i18n import render, use_language
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SESSION, SUMMARY
from aml_okt.tui import actions as dialogs

DOCS = Path(__file__).parent
GUIDES = ("nb", "en")
"""The languages that there is a guide in, each in its folder."""

LISTS: Mapping[str, Sequence[Action]] = {
    "": (*SESSION, *PROGRAM),
    "factors": dialogs.FACTORS,
    "gap": dialogs.GAP,
    "make_up": dialogs.MAKE_UP,
    "order": dialogs.ORDER,
    "people": dialogs.PEOPLE,
    "quit": dialogs.QUIT,
    "resume": dialogs.RESUME,
    "room": dialogs.ROOM,
    "setup": dialogs.SETUP,
    "summary": SUMMARY,
}
"""Where what can be done is listed, by how the guide calls the place."""

OF_SOME_STEPS = {ChooseFacilitator, SetFocusOrder, MarkFactor, ShowSlide, SetNextMeeting}

WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "title": "Tastene",
        "intro": "Ett ark. Skriv det ut, og la det ligge ved siden av maskinen. Tastene virker når ingen skriver i "
        "et felt, og skjermen viser nederst dem du trenger nå. På noen maskiner må Fn holdes nede for F-tastene.",
        "course": "Klokka og gangen i økta",
        "some": "I noen av stegene",
        "always": "Hele tiden",
        "typing": "Mens du skriver",
        "setup": "Før økta",
        "people": "Deltakere",
        "order": "Rekkefølge",
        "factors": "Faktorer",
        "summary": "Etter økta",
        "room": "Gruppas skjerm",
    },
    "en": {
        "title": "The keys",
        "intro": "One sheet. Print it, and keep it beside the laptop. Keys work while nobody types in a field, and the "
        "bottom of the screen shows those that you need now. On some laptops Fn must be held for the F keys.",
        "course": "The clock and the course of the session",
        "some": "In some of the steps",
        "always": "At any time",
        "typing": "While you type",
        "setup": "Before the session",
        "people": "Participants",
        "order": "Running order",
        "factors": "Factors",
        "summary": "After the session",
        "room": "The room's screen",
    },
}
"""What stands around the keys."""

MADE = "<!-- Made by `just keys` from the program's own list of keys. -->"


def key_of(action: Action) -> str:
    """An action's key as people write it, in the language in use."""
    return render(action.shown)


def find(name: str) -> Action:
    """What a page means by a class.

    Raises:
        LookupError: when there is no such place, or nothing so called in it.

    """
    place, _, own = name.rpartition(".")
    found = [action for action in LISTS[place] if action.name == own]
    if not found:
        raise LookupError(name)
    return found[0]


def filled(text: str) -> str:
    """A page with its keys as they are."""
    return re.sub(
        r'<kbd class="([^"]+)">[^<]*</kbd>',
        lambda kbd: f'<kbd class="{kbd[1]}">{key_of(find(kbd[1]))}</kbd>',
        text,
    )


def sheet(words: Mapping[str, str]) -> str:
    """The page with all keys."""
    some = [action for action in SESSION if action.beside or action.needs in OF_SOME_STEPS]
    course = [action for action in SESSION if action.needs is not None and action not in some]
    always = [action for action in SESSION if action not in some and action not in course]
    typing = {key: [a for a in SESSION if a.typing == key] for key in sorted({a.typing for a in SESSION if a.typing})}
    parts = [
        _section(words["course"], _rows(course)),
        _section(words["some"], _rows(some)),
        _section(words["always"], _rows([*always, *PROGRAM])),
        _section(words["typing"], ((key.upper(), _labels(those)) for key, those in typing.items())),
        *(
            _section(words[place], _rows(_named(LISTS[place])))
            for place in ("people", "order", "factors", "setup", "summary", "room")
        ),
    ]
    return "\n".join(
        (f"# {words['title']}", "", MADE, "", words["intro"], "", '<div class="key-sheet">', *parts, "</div>", "")
    )


def _rows(actions: Iterable[Action]) -> Iterator[tuple[str, str]]:
    """Each key with what it does; what one key does by turns stands together."""
    by_key: dict[str, list[Action]] = {}
    for action in actions:
        by_key.setdefault(key_of(action), []).append(action)
    return ((key, _labels(those)) for key, those in by_key.items())


def _named(actions: Sequence[Action]) -> Sequence[Action]:
    """Those of a dialog that its key bar names, where it names any."""
    return [action for action in actions if action.rank] or actions


def _labels(actions: Iterable[Action]) -> str:
    return " / ".join(dict.fromkeys(render(action.label) for action in actions))


def _section(heading: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = (f"<dt><kbd>{key}</kbd></dt><dd>{label}</dd>" for key, label in rows)
    return "\n".join((f"<section><h2>{heading}</h2><dl>", *lines, "</dl></section>"))


def pages() -> Iterator[tuple[Path, str]]:
    """Every page of the guides, and what it should hold."""
    for language in GUIDES:
        use_language(language)
        for path in sorted((DOCS / language).glob("*.md")):
            is_sheet = path.name == "keys.md"
            yield path, sheet(WORDS[language]) if is_sheet else filled(path.read_text(encoding="utf-8"))


def main() -> None:
    """Write the pages, or say which of them are not what they should be."""
    old = [(path, text) for path, text in pages() if path.read_text(encoding="utf-8") != text]
    for path, text in old:
        print(path.relative_to(DOCS.parent))
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8", newline="\n")
    if old and "--check" in sys.argv:
        sys.exit("These pages do not name the keys as they are. Mend them with: just keys")


if __name__ == "__main__":
    main()
