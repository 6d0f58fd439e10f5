"""Translation: the catalogue in use, and messages as text.

Bokmål is the catalogue's source language; `nb` therefore needs no file and can never be incomplete.
"""

import gettext as _gettext
from collections.abc import Mapping

from aml_okt.core.message import Message

SOURCE_LANGUAGE = "nb"
_DOMAIN = "aml_okt"


class _Catalogue:
    """The translations of this process. One language is chosen at start, before anything is shown."""

    translations: _gettext.NullTranslations = _gettext.NullTranslations()
    language: str = SOURCE_LANGUAGE


def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue for, bokmål first."""
    # Looking for files in a package takes a while to load, and bokmål has none.
    from importlib import resources  # noqa: PLC0415

    found = [
        place.name
        for place in resources.files("aml_okt").joinpath("locale").iterdir()
        if place.is_dir() and place.joinpath("LC_MESSAGES", f"{_DOMAIN}.mo").is_file()
    ]
    return (SOURCE_LANGUAGE, *sorted(found))


def use_language(language: str) -> None:
    """Choose the language of everything said from now on; an unknown one gives bokmål."""
    _Catalogue.translations, _Catalogue.language = _gettext.NullTranslations(), SOURCE_LANGUAGE
    if language != SOURCE_LANGUAGE and language in languages():
        from importlib import resources  # noqa: PLC0415 - as in `languages`

        file = resources.files("aml_okt").joinpath("locale", language, "LC_MESSAGES", f"{_DOMAIN}.mo")
        with file.open("rb") as stream:
            _Catalogue.translations, _Catalogue.language = _gettext.GNUTranslations(stream), language


def language() -> str:
    """The code of the chosen language."""
    return _Catalogue.language


def gettext(template: str) -> str:
    """The template in the chosen language."""
    return _Catalogue.translations.gettext(template)


def ngettext(one: str, many: str, count: int) -> str:
    """The template for this count in the chosen language."""
    return _Catalogue.translations.ngettext(one, many, count)


def render(message: Message) -> str:
    """The message as a sentence in the chosen language."""
    return _template(message).format(**_values(message.values), count=message.count)


def _template(message: Message) -> str:
    if message.context:
        return _Catalogue.translations.pgettext(message.context, message.template)
    if message.many:
        return ngettext(message.template, message.many, message.count)
    # The catalogue's header is what it holds for the empty text.
    return message.template and gettext(message.template)


def _values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: render(value) if isinstance(value, Message) else value for name, value in values.items()}
