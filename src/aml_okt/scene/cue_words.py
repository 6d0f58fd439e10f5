"""The cues of the clock in words: what is said when one comes, and which of them are heard."""

from datetime import timedelta
from typing import assert_never

from aml_okt.core.cues import END, WARNING, Cue
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Cues
from aml_okt.core.timing import LONG_TIMEBOX
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.wording import in_words

LATE = timedelta(seconds=5)
"""So much later than its moment a warning may come, and still say that there is a minute left."""


BETWEEN_BELLS = 0.4
"""Seconds between two bells: closer than this, some terminals ring only one."""


def cue_in_words(step: int, left: timedelta, whole: timedelta) -> str:
    """The cue for a step of the clock, with this time left of the whole; after a gap a warning may come late."""
    if step == WARNING:
        if whole >= LONG_TIMEBOX and left > MINUTE - LATE:
            return _("Ett minutt igjen.")
        return _("Snart slutt her: {time} igjen.").format(time=in_words(SECOND * -(-left // SECOND)))
    if step == END:
        return _("Tiden er ute. Gå videre når dere er klare.")
    minutes = step - END
    return ngettext("{count} minutt over tiden.", "{count} minutter over tiden.", minutes).format(count=minutes)


def chosen_in_words(cues: Cues) -> str:
    """What has just been chosen to be heard."""
    match cues:
        case Cues.ALL:
            return _("Lyden er på: før slutt, ved slutt og når en ny fase begynner.")
        case Cues.END:
            return _("Lyden sier bare fra når tiden er ute.")
        case Cues.NONE:
            return _("Lyden er av.")
        case _:
            assert_never(cues)


def heard_in_brief(cues: Cues) -> str:
    """What is not as usual about what is heard; nothing when everything is."""
    match cues:
        case Cues.ALL:
            return ""
        case Cues.END:
            return _("lyd bare ved slutt")
        case Cues.NONE:
            return _("lyd av")
        case _:
            assert_never(cues)


def next_choice(cues: Cues) -> Cues:
    """What one key goes on to: all of them, only the end, none, and round again."""
    order = list(Cues)
    return order[(order.index(cues) + 1) % len(order)]


def bells(cue: Cue) -> int:
    """How many times the bell is rung; whoever only listens can tell the end from a warning."""
    return 2 if cue is Cue.END else 1
