"""Time to spare: what it could be used for, with what each choice would mean."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from textual.content import Content
from textual.widget import Widget

from aml_okt.clock import time_of_day
from aml_okt.core.commands import AcceptPlan
from aml_okt.core.durations import MINUTE, digits
from aml_okt.core.makeup import Receiver, give_more, receivers
from aml_okt.core.text import one_line
from aml_okt.core.timing import offset, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.runner import SessionRunner
from aml_okt.tui.actions import SPARE, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words
from aml_okt.wording import in_words


class SpareDialog(AnsweringDialog[AcceptPlan | None]):
    """A choice for each that the time could go to; the last one is to finish early, and changes nothing."""

    BINDINGS = bindings(SPARE)
    KEYS = SPARE

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Tid til overs"))
        self._runner = runner
        moment = runner.clock.now()
        self._receivers = receivers(runner.state, moment)
        given = [give_more(runner.state, moment, receiver) for receiver in self._receivers]
        self.answers = (*(AcceptPlan(proposal.times) for proposal in given), AcceptPlan(()))

    def contents(self) -> Iterable[Widget]:
        """How much there is, and the choices."""
        state, clock = self._runner.state, self._runner.clock
        ahead = -offset(state, clock.now())
        ahead -= ahead % MINUTE
        yield Words(
            _("Dere er {time} foran planen. Hva vil dere bruke tiden til?").format(time=in_words(ahead)),
            classes="explanation",
        )
        yield ChoiceList([*map(_line, self._receivers), self._early()], id="choices")

    def _early(self) -> Content:
        clock = self._runner.clock
        end = time_of_day(projected_end(self._runner.state, clock.now()), clock.zone)
        return _choice(_("Bli ferdige tidligere"), _("Planen er som nå. Dere slutter {end}.").format(end=end))


def _line(receiver: Receiver) -> Content:
    return _choice(*_words(receiver))


def _choice(what: str, means: str) -> Content:
    return Content.assemble((what, "bold"), (f"\n{means}", "$muted"))


def _words(receiver: Receiver) -> Iterator[str]:
    """What the choice is, and what it means."""
    if receiver.part is not None:
        title = receiver.part.phase.title if receiver.part.step.phases else receiver.part.step.name
        yield _("Gi tiden til {title}").format(title=one_line(title))
        yield _("{before} blir {after}.").format(
            before=digits(receiver.each), after=digits(receiver.each + receiver.most)
        )
        return
    count = len(receiver.rounds)
    each = receiver.each + timedelta(seconds=receiver.most // timedelta(seconds=1) // count)
    yield _("Gi tiden til rundene")
    words = ngettext(
        "Den siste runden blir {after}, før {before}.",
        "Hver av de {count} som er igjen, får {after}, før {before}.",
        count,
    )
    yield words.format(count=count, before=digits(receiver.each), after=digits(each))
