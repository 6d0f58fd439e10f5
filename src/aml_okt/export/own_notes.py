"""The private notes of one participant as Markdown, for that participant alone."""

from collections.abc import Iterator

from aml_okt.core.own_notes import OwnNotes
from aml_okt.export.markdown import facts, notes_under_headings
from aml_okt.export.markdown_text import plain
from aml_okt.i18n import gettext as _
from aml_okt.wording import day_in_words


def own_notes_title(own: OwnNotes) -> str:
    """What the document is called, as plain text."""
    return _("Notatene til {name}").format(name=own.person)


def own_notes_to_markdown(own: OwnNotes) -> str:
    """The whole document, ending in one line feed."""
    return "\n\n".join(_parts(own)) + "\n"


def _parts(own: OwnNotes) -> Iterator[str]:
    yield "# " + plain(own_notes_title(own))
    yield facts((_("Økt"), own.title), (_("Tjeneste"), own.unit), (_("Dato"), day_in_words(own.day)))
    yield _("Dette er private notater. De hører til {name} alene, og er ikke med i referatet.").format(
        name=plain(own.person)
    )
    yield from notes_under_headings(own.notes, level=2)
