"""What of the session's actions can be done now: what the core allows, and what it cannot tell."""

from aml_okt.core.commands import AcceptPlan, ShowActions
from aml_okt.core.deciding import allowed
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState
from aml_okt.core.timing import NO_TIME, offset, waits_for
from aml_okt.scene.action import Action
from aml_okt.scene.leading import WITHIN_PLAN, Aside, Scene


def can_be_done(  # noqa: PLR0911 - a case for each that the core cannot tell
    action: Action, state: SessionState, moment: Moment, seen: Scene | None
) -> bool:
    """Whether an action of the session makes sense at this moment; `seen` is what is shown, if anything is yet."""
    match action.name:
        case "open_link":
            return state.step is not None and bool(state.step.link)
        case "choose_facilitator" | "draw_lots":
            return seen is not None and seen.aside is Aside.FACILITATOR
        case "share_from_rounds":
            return seen is not None and seen.shared_note is not None
        case "show_actions" | "hide_actions":
            return ShowActions in allowed(state) and state.actions_shown == (action.name == "hide_actions")
        case "begin_now" | "next":
            waits = waits_for(state, moment) > NO_TIME
            return action.needs in allowed(state) and waits == (action.name == "begin_now")
        case "make_up" | "use_spare":
            # Ahead of a plan that is longer than the time there is, a group has nothing to spare.
            late = seen is not None and seen.behind
            spare = not late and offset(state, moment) <= -WITHIN_PLAN
            return AcceptPlan in allowed(state) and spare == (action.name == "use_spare")
        case _:
            return action.needs is None or action.needs in allowed(state)
