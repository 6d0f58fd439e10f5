"""What becomes of a note on the disk, in words, and when it is looked at again."""

from aml_okt.files.late_writes import LONG_ENOUGH
from aml_okt.files.note_keeper import Outcome
from aml_okt.files.notebook import Reading, Trouble
from aml_okt.i18n import gettext as _
from aml_okt.opening import place_in_words
from aml_okt.wording import reason_in_words

TRY_AGAIN_AFTER = 5.0
"""Seconds from a save that failed to the next."""

LOOK_AGAIN_AFTER = LONG_ENOUGH + 0.5
"""Seconds from a save to the last look at what it has replaced."""


def into_new_file() -> str:
    """That a note cannot be read, and what is written now goes to another file."""
    return _("Notatet som lå her, kan ikke leses. Det nye legges i en ny fil.")


def found_in_words(found: Reading) -> str:
    """What has happened to a note since we last knew it; nothing where nothing has."""
    told = {
        Trouble.VANISHED: _("En notatfil var borte. Teksten er i behold, og lagres på nytt."),
        Trouble.DAMAGED: _("En notatfil var skadet. Teksten er i behold, og lagres på nytt."),
    }
    if found.trouble in told and found.text:
        return told[found.trouble]
    if found.trouble is Trouble.REPLACED:
        return _("Et annet program har skrevet i et notat. Det som sto der før, får ikke plass på disken ennå.")
    if found.other is not None:
        sentence = _("Et annet program har skrevet i et notat. Det som sto der før, ligger i {place}.")
        return sentence.format(place=place_in_words(found.other))
    return ""


def lost_in_words(outcome: Outcome) -> str:
    """That something is on no disk, and why; nothing where all is on some."""
    if not outcome.only_in_memory:
        return ""
    sentence = _("Notatet er ikke lagret: {why}. Teksten er her fortsatt.")
    return sentence.format(why=reason_in_words(outcome.only_in_memory[0].reason))


def all_home() -> str:
    """That everything is in the session's folder now."""
    return _("Nå er alle notatene lagret i øktmappa.")
