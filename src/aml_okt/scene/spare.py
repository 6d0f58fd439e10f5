"""Time to spare: what it could be used for, with what each choice would mean."""

from msgspec import Struct

from aml_okt.clock import time_of_day
from aml_okt.core.commands import AcceptPlan
from aml_okt.core.deciding import Refusal
from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Moment
from aml_okt.core.makeup import Receiver, receivers
from aml_okt.core.text import one_line
from aml_okt.core.timing import latest_end, latest_end_on_the_wall, offset, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.runner import SessionRunner
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.wording import in_words


class Use(Struct, frozen=True):
    """Something that the time could be used for: what it is, what it means, and the command for it.

    `receiver` names what gets the time, whatever the moment: a phase, or a step of rounds. The last use is to
    finish early: it changes nothing, and needs no command.
    """

    receiver: tuple[str, int] | str
    label: str
    means: tuple[str, ...]
    command: AcceptPlan | None


EARLY = ""
"""Names the choice that changes nothing."""


def uses(runner: SessionRunner, manner: Manner = WRITTEN) -> tuple[Use, ...]:
    """What time to spare could be used for at this moment; the last one is to finish early."""
    moment = runner.clock.now()
    found = (_use(runner, moment, receiver, manner) for receiver in receivers(runner.state, moment))
    return (*filter(None, found), _early(runner, moment))


def _use(runner: SessionRunner, moment: Moment, receiver: Receiver, manner: Manner) -> Use | None:
    command = AcceptPlan(receiver.times)
    after, zone = runner.preview(command), runner.clock.zone
    if isinstance(after, Refusal):
        return None
    end = _("Dere slutter {end}.").format(end=time_of_day(projected_end(after, moment), zone))
    means = (_each(receiver, manner), end)
    if receiver.part is None:
        return Use(receiver.step, _("Gi tiden til rundene"), means, command)
    step = receiver.part.step
    label = _("Gi tiden til {step}").format(step=one_line(manner.step(step)))
    if step.phases:
        label = _("Gi tiden til {phase} i {step}").format(
            phase=one_line(receiver.part.phase.title), step=one_line(manner.step(step))
        )
    return Use(receiver.part.phase_place, label, means, command)


def _each(receiver: Receiver, manner: Manner) -> str:
    """The time that the part, or each of the rounds, has now and would have."""
    before, after = manner.span(receiver.each), manner.span(receiver.after)
    if receiver.part is not None:
        return _("{before} blir {after}.").format(before=before, after=after)
    words = ngettext(
        "Den siste runden blir {after} i stedet for {before}.",
        "Hver av de {count} som er igjen, får {after} i stedet for {before}.",
        receiver.count,
    )
    return words.format(count=receiver.count, before=before, after=after)


def _early(runner: SessionRunner, moment: Moment) -> Use:
    end = time_of_day(projected_end(runner.state, moment), runner.clock.zone)
    means = _("Planen er som nå. Dere slutter {end}.").format(end=end)
    return Use(EARLY, _("Bli ferdige tidligere"), (means,), None)


def how_much(runner: SessionRunner) -> str:
    """How much there is to spare at this moment, as a question."""
    state, clock = runner.state, runner.clock
    moment = clock.now()
    ahead = -offset(state, moment)
    if ahead < MINUTE:
        return _("Dere er i rute nå, og har lite eller ingenting til overs.")
    ahead -= ahead % MINUTE
    latest, due = latest_end(state), state.course.due
    by_clock = latest_end_on_the_wall(state, moment)
    if latest is None or by_clock is None or due is None or latest >= due:
        return _("Dere er {time} foran planen. Hva vil dere bruke tiden til?").format(time=in_words(ahead))
    return _("Dere er {time} foran planen, men må slutte {latest}. Hva vil dere bruke tiden til?").format(
        time=in_words(ahead), latest=time_of_day(by_clock, clock.zone)
    )
