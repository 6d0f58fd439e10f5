"""Which notes an export has left out, and why, in words."""

from collections.abc import Iterable, Iterator
from enum import Enum

from aml_okt.core.agenda import Agenda, Visibility
from aml_okt.core.sharing import shared_from
from aml_okt.core.text import one_line
from aml_okt.files.note_file import Note
from aml_okt.i18n import gettext as _


class Reason(Enum):
    """Why a note is not for the minutes, in the order that they are told."""

    IN_FOCUS = "in focus"
    AGENDA = "agenda"
    NOTE = "note"
    NO_STEP = "no step"

    @property
    def sentence(self) -> str:
        """What is said of the notes that it holds for."""
        return {
            Reason.IN_FOCUS: _("Ikke med, for det hører til den som var i fokus: {names}."),
            Reason.AGENDA: _("Ikke med, for agendaen sier at det er privat: {names}."),
            Reason.NOTE: _("Ikke med, for notatet selv sier at det er privat: {names}."),
            Reason.NO_STEP: _("Ikke med, for det hører ikke til noe steg i agendaen: {names}."),
        }[self]


def left_out_in_words(notes: Iterable[Note], agenda: Agenda) -> Iterator[str]:
    """A sentence for each reason, with the files that it holds for."""
    names: dict[Reason, list[str]] = {reason: [] for reason in Reason}
    for note in notes:
        names[_reason(note, agenda)].append(one_line(note.path.name))
    for reason, files in names.items():
        if files:
            yield reason.sentence.format(names=", ".join(files))


def _reason(note: Note, agenda: Agenda) -> Reason:
    if note.owner or note.participant:
        return Reason.IN_FOCUS
    if any(step.repeat is not None and note.step == shared_from(step.id) for step in agenda.steps):
        return Reason.NOTE
    step = next((step for step in agenda.steps if step.id == note.step), None)
    if step is None:
        return Reason.NO_STEP
    if step.repeat is not None:
        return Reason.IN_FOCUS
    return Reason.NOTE if step.notes is Visibility.MINUTES else Reason.AGENDA
