"""What the rest of the session would be if the group is to end at some time: worked out, and put into words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from aml_okt.clock import time_of_day
from aml_okt.core.commands import AcceptPlan, SetFocusOrder
from aml_okt.core.course import remaining_focus
from aml_okt.core.deciding import Refusal
from aml_okt.core.durations import MINUTE, SECOND, digits
from aml_okt.core.events import Moment
from aml_okt.core.makeup import Proposal, Source, make_up
from aml_okt.core.plan import is_breather
from aml_okt.core.session import SessionState
from aml_okt.core.timing import latest_end, offset, on_the_wall, past_latest_end, projected_end, timetable
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.plan_table import DONE, SKIPPED, Level, PlanLine, plan_lines
from aml_okt.wording import in_words, offset_in_words

NO_TIME = timedelta()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of ending at `end`, a session time, with some people standing over.

    `command` is what accepting it means, to the letter, and `after` the state that it leads to. `given` is
    what those who stand over would give by that alone.
    """

    before: SessionState
    after: SessionState
    moment: Moment
    end: timedelta
    proposal: Proposal
    command: AcceptPlan
    given: timedelta

    @property
    def changes(self) -> bool:
        """Whether accepting it would change anything."""
        return bool(self.proposal.found or self.command.over)


def planned_target(state: SessionState, moment: Moment) -> timedelta:
    """When the group should end, in session time: as planned, or when it must be done, where that is earlier."""
    due = state.course.due
    planned = due if due is not None else timetable(state, moment)[-1].end
    latest = latest_end(state)
    return planned if latest is None else min(planned, latest)


def outlook(runner: SessionRunner, end: timedelta, over: Sequence[str]) -> Outlook | None:
    """What would come of ending then, at this moment; None when nothing can be planned any more."""
    state, moment = runner.state, runner.clock.now()
    without: SessionState | Refusal = state
    if over:
        left = remaining_focus(state.course)
        stay = tuple(person for person in left if person not in over)
        without = runner.preview(SetFocusOrder(stay, (*_standing_over(state), *over)))
    if isinstance(without, Refusal) or state.box is None:
        return None
    proposal = make_up(without, moment, end)
    command = AcceptPlan(proposal.times, tuple(over))
    after = runner.preview(command)
    if isinstance(after, Refusal):
        return None
    given = _end(state, moment) - _end(without, moment)
    return Outlook(state, after, moment, end, proposal, command, given)


def _standing_over(state: SessionState) -> tuple[str, ...]:
    """Who of those who could still be in focus stands over already."""
    gone = state.course.gone
    return tuple(person for person in state.course.order if person in state.course.over and person not in gone)


def _end(state: SessionState, moment: Moment) -> timedelta:
    return timetable(state, moment)[-1].end


def lines_to_come(seen: Outlook, zone: tzinfo | None) -> Iterator[PlanLine]:
    """What remains, minute by minute: every step, every round, and each phase that changes."""
    for line in plan_lines(seen.after, seen.moment, zone):
        if line.mark in {DONE, SKIPPED}:
            continue
        if line.level is Level.STEP or line.focus or (line.level is Level.ROUND and line.used.startswith("→")):
            yield line


def question(seen: Outlook, zone: tzinfo | None) -> str:
    """How late the group is, and what it asks for."""
    state, moment = seen.before, seen.moment
    target = time_of_day(on_the_wall(state, seen.end, moment), zone)
    wish = _("Slik blir det hvis dere skal slutte {time}, {which}.").format(time=target, which=_which(seen))
    return " ".join(filter(None, (_how_late(state, moment, zone), wish)))


def _how_late(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    late, latest, over = offset(state, moment), latest_end(state), past_latest_end(state, moment)
    if abs(late) >= MINUTE:
        return _("Dere er {offset}.").format(offset=offset_in_words(late))
    if latest is not None and over >= MINUTE:
        return _("Dere blir {time} for sene til {latest}.").format(
            time=_whole_minutes(over), latest=time_of_day(on_the_wall(state, latest, moment), zone)
        )
    return _("Dere er i rute.")


def _which(seen: Outlook) -> str:
    """What kind of end it is that is asked for."""
    due, latest = seen.before.course.due, latest_end(seen.before)
    if latest is not None and abs(seen.end - latest) < SECOND:
        return _("som dere må")
    if due is None:
        return _("som dere vil")
    later = timedelta(minutes=round((seen.end - due) / MINUTE))
    if not later:
        return _("som planlagt")
    template = _("{time} senere enn planlagt") if later > NO_TIME else _("{time} tidligere enn planlagt")
    return template.format(time=in_words(abs(later)))


def answer(seen: Outlook, zone: tzinfo | None) -> tuple[str, bool]:
    """The new end, or what is missing; whether it is a worry."""
    missing = seen.proposal.missing
    if missing:
        words = _("Det mangler fortsatt {time}. La noen stå over, eller slutt senere.")
        if not remaining_focus(seen.after.course):
            words = _("Det mangler fortsatt {time}. Slutt senere.")
        return words.format(time=in_words(missing)), True
    if not seen.changes:
        return _("Det er ingenting å hente inn."), False
    end = time_of_day(projected_end(seen.after, seen.moment), zone)
    return _("Ny slutt {end} · {offset}").format(
        end=end, offset=offset_in_words(offset(seen.after, seen.moment))
    ), False


def sources(seen: Outlook) -> str:
    """Where the time comes from, in the order that it is taken."""
    parts = list(_taken(seen))
    return _("Tas fra: {parts}").format(parts=" · ".join(parts)) if parts else ""


def _taken(seen: Outlook) -> Iterator[str]:
    if seen.given >= SECOND:
        count = len(seen.command.over)
        words = ngettext("én som står over: {time}", "{count} som står over: {time}", count)
        yield words.format(count=count, time=digits(seen.given))
    taken = seen.proposal.taken
    if Source.RANGE in taken:
        yield _("tider som kan være kortere: {time}").format(time=digits(taken[Source.RANGE]))
    if Source.FLEXIBLE in taken:
        yield _("pause og drøfting: {time}").format(time=digits(taken[Source.FLEXIBLE]))
    if Source.ROUND in taken and (rounds := _rounds_to_come(seen.after)):
        each = taken[Source.ROUND] / rounds
        words = ngettext("runden: {time}", "rundene: {time} fra hver", rounds)
        yield words.format(time=digits(SECOND * -(-each // SECOND)))


def _rounds_to_come(state: SessionState) -> int:
    """How many rounds have not begun."""
    begun = {key[2] for key in state.course.spent}
    here = state.box.focus if state.box is not None else None
    coming = state.course.boxes[state.course.at + 1 :]
    return len(
        {
            (box.step, box.focus)
            for box in coming
            if box.focus is not None
            and box.focus != here
            and box.focus not in begun
            and not is_breather(state.agenda.step(box.step), box)
        }
    )


def _whole_minutes(span: timedelta) -> str:
    return in_words(MINUTE * (span // MINUTE))
