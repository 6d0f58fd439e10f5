"""Translation: the catalogue in use, and messages as text.

Bokmål is the catalogue's source language; `nb` therefore needs no file and can never be incomplete.

The language is the one that the user has chosen, on the command line or in the settings, and else that of the agenda
which the command is about.
"""

import gettext as _gettext
from collections.abc import Mapping

from aml_okt.core.message import Message

SOURCE_LANGUAGE = "nb"
LANGUAGES = (SOURCE_LANGUAGE, "nn", "en")
"""The languages that everything is said in, bokmål first."""

_DOMAIN = "aml_okt"
_NORWEGIAN = "no"
"""The code for Norwegian without saying which, which most people mean bokmål by."""


class _Catalogue:
    """The translations of this process, and whether the user has chosen them."""

    translations: _gettext.NullTranslations = _gettext.NullTranslations()
    language: str = SOURCE_LANGUAGE
    chosen: bool = False


def use_language(language: str | None) -> None:
    """Speak the language that the user has chosen; None is nobody's choice, and bokmål until an agenda says otherwise.

    Raises:
        FileNotFoundError: when its catalogue has not been compiled.

    """
    _Catalogue.chosen = language is not None
    _speak(language or SOURCE_LANGUAGE)


def follow_language(language: str) -> None:
    """Speak an agenda's language, where the user has chosen none and we speak it; else go on as before."""
    spoken = known_language(language)
    if spoken and not _Catalogue.chosen:
        _speak(spoken)


def known_language(code: str) -> str | None:
    """Which of our languages a code such as `nb`, `no` or `en-GB` stands for; None where it is none of them."""
    code = code.strip().replace("_", "-").casefold().partition("-")[0]
    return SOURCE_LANGUAGE if code == _NORWEGIAN else code if code in LANGUAGES else None


def follows(language: str) -> bool:
    """Whether an agenda's language is spoken already, or cannot or should not be."""
    return _Catalogue.chosen or known_language(language) in {None, _Catalogue.language}


def language() -> str:
    """The code of the language that is spoken."""
    return _Catalogue.language


def chosen_language() -> str | None:
    """The code of the language that the user has chosen; None where nobody has."""
    return _Catalogue.language if _Catalogue.chosen else None


def use_translations(language: str, translations: _gettext.NullTranslations) -> None:
    """Speak a language by these translations, until another language is spoken."""
    _Catalogue.translations, _Catalogue.language = translations, language


def _speak(language: str) -> None:
    if language == _Catalogue.language:
        return
    translations = _gettext.NullTranslations()
    if language != SOURCE_LANGUAGE:
        # Looking for files in a package takes a while to load, and bokmål has none.
        from importlib import resources  # noqa: PLC0415

        file = resources.files("aml_okt").joinpath("locale", language, "LC_MESSAGES", f"{_DOMAIN}.mo")
        with file.open("rb") as stream:
            translations = _gettext.GNUTranslations(stream)
    use_translations(language, translations)


def gettext(template: str) -> str:
    """The template in the chosen language."""
    return _Catalogue.translations.gettext(template)


def pgettext(context: str, template: str) -> str:
    """The template in the chosen language, as it is meant in this context."""
    return _Catalogue.translations.pgettext(context, template)


def ngettext(one: str, many: str, count: int) -> str:
    """The template for this count in the chosen language."""
    return _Catalogue.translations.ngettext(one, many, count)


def render(message: Message) -> str:
    """The message as a sentence in the chosen language."""
    return _template(message).format(**_values(message.values), count=message.count)


def _template(message: Message) -> str:
    if message.context:
        return pgettext(message.context, message.template)
    if message.many:
        return ngettext(message.template, message.many, message.count)
    # The catalogue's header is what it holds for the empty text.
    return message.template and gettext(message.template)


def _values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: render(value) if isinstance(value, Message) else value for name, value in values.items()}
