"""What was agreed on in the last session, as it is followed up in this one: the same words on every face."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace as changed

from aml_okt.core.actions import Action
from aml_okt.core.carrying import from_last, ticked
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.actions import ActionList
from aml_okt.files.carrying_over import NotTaken
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.wording import reason_in_words

FROM_LAST = message("Fra forrige økt")
NEW = message("Nye tiltak")
NONE_NEW = message("Ingen nye tiltak ennå.")
COMES_ALONG = message("Det som ikke er krysset av, blir med videre.")
WHAT_IS_DONE = message("Hva er gjort?")
CHANGED_MEANWHILE = message("Noen har endret tiltaket i lista. Slik står det nå.")


def day_of(runner: SessionRunner) -> date:
    """The day of the session: in which the group is told what is done."""
    return runner.state.created_at.astimezone(runner.clock.zone).date()


def tick(actions: ActionList, action: Action, today: date) -> Action | None:
    """Tick an action off, or take that back; as it is now, or None where somebody has changed it meanwhile.

    Raises:
        OSError: when the list could not be read or written; it is then as before.

    """
    alike = [one for one in actions.read() if _as_open(one) == _as_open(action)]
    if not alike:
        return None
    there = action if action in alike else alike[0]
    new = ticked(action, today)
    if there != new:
        actions.replace(there, new)
    return new


def _as_open(action: Action) -> Action:
    return changed(action, done=False, told=None)


def ticked_in_words(action: Action) -> str:
    """What has become of an action that was ticked."""
    told = _("Gjort: {text}") if action.done else _("Ikke gjort likevel: {text}")
    return told.format(text=one_line(action.text))


def question(actions: Sequence[Action]) -> str:
    """What the group is asked where the agenda follows them up, and how many are done so far."""
    done, count = _counted(actions)
    return _("Hva er gjort siden sist? · {done} av {count}").format(done=done, count=count)


def heading(actions: Sequence[Action]) -> str:
    """Where they come from, and how many of them are done."""
    done, count = _counted(actions)
    return _("Fra forrige økt · {done} av {count} gjort").format(done=done, count=count)


def _counted(actions: Sequence[Action]) -> tuple[int, int]:
    earlier = from_last(actions)
    return sum(action.done for action in earlier), len(earlier)


def not_taken_in_words(not_taken: NotTaken | None) -> str:
    """Why actions of the last session are not here, and where they are; empty when nothing stood in the way."""
    if not_taken is None:
        return ""
    place = one_line(str(not_taken.place))
    if not_taken.fault is None:
        return _("Loggen i {place} er skadet, så tiltakene fra den økta er ikke med.").format(place=place)
    told = _("Tiltakene fra forrige økt er ikke med, for {place} kan ikke leses: {why}.")
    return told.format(place=place, why=reason_in_words(not_taken.fault))
