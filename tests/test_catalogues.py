"""Every language says everything, with the same fields, and every letter that is pressed means one thing."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from aml_okt.i18n import LANGUAGES, SOURCE_LANGUAGE, render, use_language
from aml_okt.plain import setup
from aml_okt.plain.words import NO, YES
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SESSION, SUMMARY
from aml_okt.scene.asked import ASKED
from aml_okt.tui import actions
from hatch_build import make_catalogues

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "src" / "aml_okt" / "locale"
TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


def catalogue(language: str) -> Catalog:
    """The translations into a language, as the translators have written them."""
    with (LOCALE / language / "LC_MESSAGES" / "aml_okt.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def source() -> Catalog:
    """All texts that people see."""
    with (LOCALE / "aml_okt.pot").open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(of: Catalog) -> Iterator[Message]:
    """The messages, without the head."""
    return (entry for entry in of if entry.id)


def name(entry: Message) -> tuple[str, str | None]:
    """What a message is found under."""
    return (entry.id if isinstance(entry.id, str) else entry.id[0], entry.context)


def forms(text: object) -> tuple[str, ...]:
    """The one form of a text, or one for each count."""
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, (tuple, list)) else ()


def fields(text: str) -> list[str]:
    """The names of what is filled in, each as often as it stands there."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", TRANSLATED)
class TestTranslations:
    """What stands in the files of the translators."""

    def test_everything_is_translated_and_nothing_else(self, language: str) -> None:
        written = {name(entry) for entry in entries(catalogue(language)) if all(forms(entry.string))}

        assert written == {name(entry) for entry in entries(source())}

    def test_nothing_waits_for_a_second_look(self, language: str) -> None:
        assert [name(entry) for entry in catalogue(language) if entry.fuzzy] == []

    def test_every_count_has_a_form(self, language: str) -> None:
        translated = catalogue(language)

        assert translated.num_plurals == 2
        for entry in entries(translated):
            assert len(forms(entry.string)) == (2 if entry.pluralizable else 1), name(entry)

    def test_the_same_is_filled_in(self, language: str) -> None:
        for entry in entries(catalogue(language)):
            one, *many = forms(entry.id)
            allowed = {tuple(fields(form)) for form in (one, *many)}
            for form in forms(entry.string):
                assert tuple(fields(form)) in allowed, (name(entry), form)

    def test_texts_begin_end_and_break_as_in_the_source(self, language: str) -> None:
        """What is put together of several keeps its spaces; what is one line stays one."""
        for entry in entries(catalogue(language)):
            for said, form in zip(forms(entry.id), forms(entry.string), strict=True):
                assert _edges(said) == _edges(form), (name(entry), form)
                assert ("\n" in said) == ("\n" in form), (name(entry), form)

    def test_commands_options_and_files_keep_their_names(self, language: str) -> None:
        for entry in entries(catalogue(language)):
            for said, form in zip(forms(entry.id), forms(entry.string), strict=True):
                assert sorted(_fixed(said)) == sorted(_fixed(form)), (name(entry), form)

    def test_no_letter_is_there_that_cannot_be_seen(self, language: str) -> None:
        for entry in entries(catalogue(language)):
            for form in forms(entry.string):
                assert not re.search(r"[\u00a0\u200b-\u200f\u202a-\u202e\ufeff\t]", form), (name(entry), form)


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _fixed(text: str) -> list[str]:
    """Options, files of ours and keys of the formats, which are the same in every language."""
    return re.findall(r"(?<![\w-])--[a-z][a-z-]+|\b[a-z]+\.(?:yaml|md|jsonl|sha256)\b|\bAML_OKT_DIR\b", text)


def test_the_catalogues_that_the_program_reads_are_those_that_are_written(tmp_path: Path) -> None:
    for language in TRANSLATED:
        folder = tmp_path / LOCALE.relative_to(ROOT) / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "aml_okt.po").write_bytes((LOCALE / language / "LC_MESSAGES" / "aml_okt.po").read_bytes())
    make_catalogues(tmp_path)
    for language in TRANSLATED:
        made = Path(LOCALE.relative_to(ROOT)) / language / "LC_MESSAGES" / "aml_okt.mo"
        assert (ROOT / made).read_bytes() == (tmp_path / made).read_bytes(), "mend it with: just messages"


DIALOGS = {
    name: listed
    for name, listed in vars(actions).items()
    if isinstance(listed, tuple) and all(isinstance(each, Action) for each in listed)
}
EVERYWHERE = (SESSION, SUMMARY, *DIALOGS.values())


@pytest.mark.parametrize("language", LANGUAGES)
class TestKeysAndWords:
    """What is pressed and typed."""

    @pytest.mark.parametrize("dialog", DIALOGS)
    def test_a_key_does_one_thing_in_a_dialog(self, language: str, dialog: str) -> None:
        use_language(language)

        assert doubly_used(DIALOGS[dialog]) <= TAKE_TURNS

    def test_a_key_does_one_thing_in_the_session_and_in_the_summary(self, language: str) -> None:
        use_language(language)

        assert doubly_used((*SESSION, *PROGRAM)) <= TAKE_TURNS
        assert doubly_used(SUMMARY) == set()

    def test_a_letter_is_one_letter(self, language: str) -> None:
        use_language(language)
        shown = {render(action.shown) for each in EVERYWHERE for action in each if action.shown.context}

        assert all(len(letter) == 1 and letter.isascii() and letter.isalpha() for letter in shown), shown

    def test_every_word_of_the_lines_is_one_word_and_means_one_thing(self, language: str) -> None:
        use_language(language)
        for each in ((*SESSION, *PROGRAM, *ASKED), SUMMARY, setup.ACTIONS):
            words = [render(action.word) for action in each if action.word]
            assert [word for word in words if not re.fullmatch(r"[a-zæøå]+", word)] == []
            assert {word for word in words if words.count(word) > 1} == set()

    def test_yes_and_no_begin_with_letters_of_their_own(self, language: str) -> None:
        use_language(language)

        assert len({render(YES)[0], render(NO)[0]}) == 2


def test_letters_belong_to_the_words_beside_them() -> None:
    """The label of a key stands beside it: that is what the key is called for translators."""
    for each in EVERYWHERE:
        for action in each:
            assert action.shown.context in {"", action.label.template}, action.name


TAKE_TURNS = {
    frozenset(names)
    for names in (
        {"pause", "resume"}, {"begin", "begin_now", "next"}, {"show_actions", "hide_actions"}, {"make_up", "use_spare"},
        {"show_room", "show_own"}, {"next_page", "read_on"}, {"previous_page", "read_back"},
        {"stand_over", "take_back"}, {"mark_gone", "mark_returned"}, {"tick", "untick"}, {"keep_place", "close"},
        {"decline", "close"}, {"next_field", "save_last"}, {"take_in", "let_go", "take_name"},
    )
}  # fmt: skip
"""Things of which only one can be done at a time."""


def doubly_used(listed: Iterable[Action]) -> set[frozenset[str]]:
    """The actions that share a key."""
    by_key: dict[str, set[str]] = {}
    for action in listed:
        for key in action.pressed:
            by_key.setdefault(key, set()).add(action.name)
    return {frozenset(names) for names in by_key.values() if len(names) > 1}
