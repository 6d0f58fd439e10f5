"""What stands in a form and was never saved, in words."""

from aml_okt.core.text import one_line
from aml_okt.files.note_file import Note
from aml_okt.i18n import gettext as _


def unsaved_in_words(draft: Note) -> str:
    """That something stands in a form and was never saved, and where it is."""
    sentence = _("{title} ble ikke lagret. Det som ble skrevet, ligger i {place}.")
    return sentence.format(title=draft.title, place=one_line(f"{draft.path.parent.name}/{draft.path.name}"))
