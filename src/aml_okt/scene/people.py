"""Who takes part, and what a change of that would mean, in words."""

from collections.abc import Iterator

from aml_okt.core.commands import AddParticipant, MarkGone, MarkReturned
from aml_okt.core.plan import Participant
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene.forecast import forecast
from aml_okt.scene.manner import WRITTEN, Manner

Change = AddParticipant | MarkGone | MarkReturned
"""What is shown first and asked about."""


def change_in_words(
    runner: SessionRunner, change: Change, after: SessionState, manner: Manner = WRITTEN
) -> tuple[str, ...]:
    """What a change that leads to the state `after` would mean at this moment, the end first."""
    clock = runner.clock
    lead = _("Uten {name}") if isinstance(change, MarkGone) else _("Med {name}")
    lead = lead.format(name=one_line(whose(runner.state, change)))
    return forecast(lead, runner.state, after, clock.now(), clock.zone, manner)


def changed_in_words(state: SessionState, change: Change) -> str:
    """That it has been done."""
    news = _("{name} har gått.") if isinstance(change, MarkGone) else _("{name} er med.")
    return news.format(name=whose(state, change))


def renamed_in_words(before: SessionState, after: SessionState, person: str) -> str:
    """That somebody's name has been corrected."""
    return _("{old} heter nå {name}.").format(old=before.name(person), name=after.name(person))


def whose(state: SessionState, change: Change) -> str:
    """The name of the person that a change is about."""
    return change.name if isinstance(change, AddParticipant) else state.name(change.person)


def roles_of(state: SessionState, person: Participant) -> Iterator[str]:
    """What somebody is at the moment: gone, or the roles that they hold."""
    if person.id in state.course.gone:
        yield _("har gått")
        return
    if person.id == state.course.facilitator:
        yield _("fasilitator")
    if state.box is not None and person.id == state.box.focus:
        yield _("i fokus nå")
    if state.box is not None and state.box.round is not None and person.id == state.box.timekeeper:
        yield _("tidtaker nå")
