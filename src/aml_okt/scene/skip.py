"""What can be skipped from here, each with the time it gives back, before anybody says yes."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from aml_okt.core.commands import SkipTo
from aml_okt.core.course import remaining_focus
from aml_okt.core.deciding import Refusal
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, phase_of
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import waits_for
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene.forecast import end_in_words
from aml_okt.wording import names_in_words

MOST_NAMED = 6
"""So many are told by name that they have not been in focus; more names would push out what there is to choose."""


class Way(Struct, frozen=True):
    """Something to skip: what it is, the place that the group then goes to, and what nobody gets."""

    label: str
    place: int
    loses: str = ""


def ways(state: SessionState, moment: Moment) -> tuple[Way, ...]:
    """What can be skipped that one step on would not: the rest of the phase, of the round, and of the step.

    While the group waits for the step to begin, one step on would begin it.
    """
    found: list[Way] = []
    waits = bool(waits_for(state, moment))
    for way in _ways(state):
        if (waits or way.place > state.course.at + 1) and way.place not in {other.place for other in found}:
            found.append(way)
    return tuple(found)


def _ways(state: SessionState) -> Iterator[Way]:
    box, step = state.box, state.step
    if box is None or step is None:
        return
    boxes = state.course.boxes
    if box.turn is not None:
        after = _first_after(boxes, state.course.at, lambda other: _phase(other) != _phase(box))
        if after is not None:
            title = phase_of(step, box).title
            yield Way(_("Resten av «{title}»").format(title=one_line(title)), after)
    if box.focus is not None:
        after = _first_after(boxes, state.course.at, lambda other: (other.step, other.focus) != (box.step, box.focus))
        if after is not None:
            yield Way(_("Resten av runden til {name}").format(name=one_line(state.name(box.focus))), after)
    after = _first_after(boxes, state.course.at, lambda other: other.step != box.step)
    if after is not None:
        yield Way(_("Resten av «{title}»").format(title=one_line(step.title)), after, _loses(state, box))


def _loses(state: SessionState, box: Timebox) -> str:
    """Who would not get their round by leaving the step of rounds."""
    return "" if box.focus is None else without_round(state)


def without_round(state: SessionState) -> str:
    """Who would not get their round if no more rounds were begun, in a sentence; nothing when everybody has."""
    coming = {box.focus for box in state.course.boxes[max(0, state.course.at) :]}
    left = coming.intersection(remaining_focus(state.course))
    people = tuple(person for person in state.course.people if person.id in left)
    if not people:
        return ""
    return _("{names} får ikke runden sin.").format(names=one_line(names_in_words(people)))


def not_in_focus(state: SessionState) -> str:
    """Who is here and has not been in focus, in a sentence; nothing where all have, or no step has rounds.

    Who stands over has said so, and is not told of.
    """
    if not any(step.repeat for step in state.agenda.steps):
        return ""
    been = {focus for _step, _phase, focus, _speaker in state.course.started_at if focus is not None}
    left = tuple(person for person in state.present if person.id not in been | state.course.over)
    if not left:
        return ""
    if not been:
        return _("Ingen har vært i fokus.")
    if len(left) > MOST_NAMED:
        return _("{count} av dere har ikke vært i fokus.").format(count=len(left))
    return _("{names} har ikke vært i fokus.").format(names=one_line(names_in_words(left)))


def _first_after(boxes: tuple[Timebox, ...], at: int, is_other: Callable[[Timebox], bool]) -> int | None:
    return next((place for place in range(at + 1, len(boxes)) if is_other(boxes[place])), None)


def _phase(box: Timebox) -> tuple[str, int, str | None]:
    return (box.step, box.phase, box.focus)


def skipping_in_words(runner: SessionRunner, way: Way) -> str:
    """What going that way would mean at this moment: the new end, and who would not get their round."""
    after = runner.preview(SkipTo(way.place))
    means = ""
    if not isinstance(after, Refusal):
        means = end_in_words(runner.state, after, runner.clock.now(), runner.clock.zone)
    return " ".join(filter(None, (means, way.loses)))
