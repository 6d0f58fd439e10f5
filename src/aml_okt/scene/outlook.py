"""What the rest of the session would be if the group is to end at some time: worked out, and put into words.

The lines of what remains are in make_up_lines.py.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta, tzinfo

from msgspec import Struct
from rich.cells import cell_len

from aml_okt.clock import time_of_day
from aml_okt.core.commands import AcceptPlan, SetFocusOrder
from aml_okt.core.course import remaining_focus
from aml_okt.core.deciding import Refusal
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Moment
from aml_okt.core.makeup import Proposal, Source, make_up
from aml_okt.core.session import SessionState
from aml_okt.core.timing import (
    latest_end,
    latest_end_on_the_wall,
    offset,
    on_the_wall,
    past_latest_end,
    projected_end,
    timetable,
)
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.runner import SessionRunner
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.wording import about_in_words, in_words, offset_in_words

NO_TIME = timedelta()


class Outlook(Struct, frozen=True):
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


def question(seen: Outlook, zone: tzinfo | None) -> tuple[str, str]:
    """How late the group is, and what it asks for: a sentence each."""
    state, moment = seen.before, seen.moment
    target = latest_end_on_the_wall(state, moment) if _is_latest(seen) else None
    wish = _("Slik blir det hvis dere skal slutte {time}, {which}.").format(
        time=time_of_day(target or on_the_wall(state, seen.end, moment), zone), which=_which(seen)
    )
    return _how_late(state, moment, zone), wish


def _how_late(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    late, latest, over = offset(state, moment), latest_end_on_the_wall(state, moment), past_latest_end(state, moment)
    # Who is ahead of a plan that is longer than the time would otherwise only hear that all is well.
    if late < MINUTE and latest is not None and over >= MINUTE:
        return _("Dere blir ferdige {time} etter {latest}.").format(
            time=_whole_minutes(over), latest=time_of_day(latest, zone)
        )
    return _("Dere er {offset}.").format(offset=offset_in_words(late))


def _is_latest(seen: Outlook) -> bool:
    """Whether the end that is asked for is the one at which they must be done."""
    latest = latest_end(seen.before)
    return latest is not None and abs(seen.end - latest) < SECOND


def _which(seen: Outlook) -> str:
    """What kind of end it is that is asked for."""
    due = seen.before.course.due
    if _is_latest(seen):
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
    end = time_of_day(projected_end(seen.after, seen.moment), zone)
    if missing:
        words = _("Det mangler {time}: slutt {end}. La noen stå over, eller slutt senere.")
        if not seen.proposal.rounds:
            words = _("Det mangler {time}: slutt {end}. Her er det ikke mer å ta av.")
        return words.format(time=about_in_words(missing), end=end), True
    if not seen.changes:
        return _("Det er ingenting å hente inn."), False
    return _("Ny slutt {end} · {offset}").format(
        end=end, offset=offset_in_words(offset(seen.after, seen.moment))
    ), False


def sources(seen: Outlook, manner: Manner = WRITTEN) -> tuple[str, ...]:
    """Where the time comes from, in the order that it is taken; nothing when none is."""
    parts = tuple(_taken(seen, manner))
    return (_("Tas fra: {parts}").format(parts=parts[0]), *parts[1:]) if parts else ()


def in_two_rows(texts: Sequence[str], joint: str, width: int | None) -> tuple[str, str]:
    """The texts in one row, or those that there is no room for in a second one; all in one without a width."""
    if width is None:
        return joint.join(texts), ""
    for count in range(len(texts), 1, -1):
        if cell_len(joint.join(texts[:count])) <= width:
            return joint.join(texts[:count]), joint.join(texts[count:])
    return joint.join(texts[:1]), joint.join(texts[1:])


def _taken(seen: Outlook, manner: Manner) -> Iterator[str]:
    if seen.given >= SECOND:
        count = len(seen.command.over)
        words = ngettext("én står over, {time}", "{count} står over, {time}", count)
        yield words.format(count=count, time=manner.span(seen.given))
    taken = seen.proposal.taken
    if Source.RANGE in taken:
        yield _("tider med slingringsmonn {time}").format(time=manner.span(taken[Source.RANGE]))
    if Source.FLEXIBLE in taken:
        yield _("pause og drøfting {time}").format(time=manner.span(taken[Source.FLEXIBLE]))
    if Source.ROUND in taken:
        yield _of_rounds(taken[Source.ROUND], [before - after for before, after in seen.proposal.rounds], manner)


def _of_rounds(taken: timedelta, cuts: Sequence[timedelta], manner: Manner) -> str:
    """What the rounds give; what each of them does only where that is the same."""
    if max(cuts) - min(cuts) > SECOND:
        return _("rundene {time} til sammen").format(time=manner.span(taken))
    words = ngettext("runden {time}", "rundene {time} fra hver", len(cuts))
    return words.format(time=manner.span(SECOND * -(-taken // (SECOND * len(cuts)))))


def _whole_minutes(span: timedelta) -> str:
    return in_words(MINUTE * (span // MINUTE))
