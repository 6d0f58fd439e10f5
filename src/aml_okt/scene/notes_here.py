"""The notes that can be written at a moment, and what is said of each: its name, and where it goes."""

from aml_okt.core.agenda import Visibility
from aml_okt.core.plan import Timebox
from aml_okt.core.session import SessionState
from aml_okt.core.sharing import rounds_to_share_from
from aml_okt.files.note_file import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.scene.actions import key_of


def note_of(state: SessionState, box: Timebox) -> NoteKey:
    """The note that belongs to a timebox: the step's, or the focus person's own in a round."""
    step = state.agenda.step(box.step)
    owner = next((person for person in state.course.people if person.id == box.focus), None)
    return NoteKey.of(step, owner, None if box.round is None else box.round + 1)


def shared_note_of(state: SessionState) -> NoteKey | None:
    """The note for what the group shares from the rounds behind it; None where there is nothing to share from yet."""
    rounds = rounds_to_share_from(state)
    return None if rounds is None else NoteKey.shared(rounds, _("Delt fra {step}").format(step=rounds.title))


def name_of(key: NoteKey) -> str:
    """What a note is called beside where it goes."""
    return _("Delt fra rundene") if key.is_shared else _("Notat")


def is_private(key: NoteKey) -> bool:
    """Whether a note is for nobody but its owner, or for whoever leads."""
    return key.visibility is Visibility.PRIVATE


def label_of(key: NoteKey) -> str:
    """Where a note goes."""
    if not is_private(key):
        return _("kommer i referatet")
    if key.owner is not None:
        return _("privat for {name}, kommer ikke i referatet").format(name=key.owner.name)
    return _("privat, kommer ikke i referatet")


def what_to_share() -> str:
    """What belongs in the note that is shared from the rounds."""
    return _("Bare det den som var i fokus, vil dele selv.")


def line_of(key: NoteKey) -> str:
    """What stands above a note, beside its name: where it goes, and of one that is shared what belongs in it."""
    return _("i referatet: det fokuspersonen vil dele") if key.is_shared else label_of(key)


def invitation_of(key: NoteKey, *, may_share: bool) -> str:
    """What stands in a note that is empty; `may_share` is whether something can be shared from rounds beside it."""
    if key.is_shared:
        return _("Skriv det dere har lært, ikke dilemmaet. Alt lagres mens du skriver.")
    if may_share:
        sentence = _("Trykk {note} for å skrive, {share} for å dele fra rundene. Alt lagres mens du skriver.")
        return sentence.format(note=key_of("note"), share=key_of("share_from_rounds"))
    return _("Trykk {note} for å skrive. Alt lagres mens du skriver.").format(note=key_of("note"))
