"""What the group shares from its rounds: a note of its own, written after them, and nothing that was written in them.

What is said in a round belongs to whoever was in focus, and a note of the round is theirs (guide, step 5b). What they
decide to share is therefore typed anew, in a note that belongs to the step of rounds and to no person.
"""

from aml_okt.core.agenda import Step, Visibility
from aml_okt.core.session import SessionState

_SHARED = "delt fra "
"""How the step of such a note begins. No agenda has a step with a space in its id."""


def shared_from(step: str) -> str:
    """What the note that is shared from this step of rounds says of the step it belongs to."""
    return f"{_SHARED}{step}"


def is_shared_from_rounds(step: str) -> bool:
    """Whether a note that says it belongs to this step is one that was written to be shared from rounds."""
    return step.startswith(_SHARED)


def rounds_to_share_from(state: SessionState) -> Step | None:
    """The last step of rounds behind the group in which somebody has been in focus, where notes are for the minutes."""
    here = state.step
    if here is None or here.repeat is not None or here.notes is not Visibility.MINUTES:
        return None
    behind = state.agenda.steps[: state.agenda.steps.index(here)]
    return next((step for step in reversed(behind) if step.repeat is not None and _held(state, step)), None)


def _held(state: SessionState, step: Step) -> bool:
    """Whether a round of this step has begun; one that was skipped has not."""
    begun = state.course.started_at
    return any(box.step == step.id and box.focus is not None and box.key in begun for box in state.course.boxes)
