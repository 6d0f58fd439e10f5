"""Before a session: who is here, where and until when; and the plan for exactly these people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.core.message import message, sense
from aml_okt.core.plan import offers_breather
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.opening import Opening
from aml_okt.plain.asking import Asking, Closed
from aml_okt.plain.helping import say_help, say_unknown, stands_alone
from aml_okt.plain.voice import in_speech, sentence
from aml_okt.plain.words import Said, Several, Unknown, understand
from aml_okt.runner import Setup
from aml_okt.scene.action import NO_KEY, Action
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.news import end_in_words
from aml_okt.scene.setup_plan import Draft, PlanRow, breather_effect, plan_page, whole_minute
from aml_okt.scene.setup_words import (
    end_fault,
    names_beside,
    rehearsal_in_words,
    split_names,
    tomorrow_in_words,
    too_few_in_words,
)

CLOSE, HELP = message("lukk"), message("hjelp")


@dataclass
class Settling:
    """What is being settled, and whom it is settled with."""

    asking: Asking
    opening: Opening
    unit: str
    place: str
    draft: Draft = field(default_factory=Draft)
    begins: bool = False
    asked: bool = False
    """Whether anything has been asked."""

    def ask(self, question: str) -> str:
        """The next line, after a question. The words that help and that close are no answers.

        Raises:
            Closed: when there is none.

        """
        ways_out = "" if self.asked else _("Skriv hjelp for å høre hva dere blir spurt om, eller lukk for å lukke.")
        self.asked = True
        while True:
            line = self.asking.ask(question, ways_out)
            match one_line(line).casefold():
                case word if word == render(CLOSE):
                    raise Closed(0)
                case word if word == render(HELP):
                    self.asking.say(
                        _("Vi spør om tjeneste, sted, hvem som er her, og når dere senest må være ferdige."),
                        _("Deretter får dere høre planen, og kan endre alt før dere begynner."),
                    )
                case _:
                    return line

    @property
    def setup(self) -> Setup:
        """What a session is created from."""
        opening, draft = self.opening, self.draft
        return Setup(
            unit=self.unit,
            place=self.place,
            names=draft.names,
            latest_end=draft.latest_end,
            breather=draft.breather and offers_breather(opening.agenda_file.agenda, len(draft.names)),
            rehearsal=opening.rehearsal,
        )


def set_up(asking: Asking, opening: Opening) -> Settling:
    """Ask for what the opening does not say."""
    draft = Draft(opening.names, opening.latest_end, opening.breather)
    settling = Settling(asking, opening, one_line(opening.unit), one_line(opening.place), draft)
    asking.say(rehearsal_in_words(opening.rehearsal))
    if opening.first:
        asking.say(
            _("Velkommen! Først noen spørsmål, og så planen for akkurat dere."),
            _("Deretter leder programmet dere steg for steg, og til slutt får dere referatet. Alt lagres underveis."),
        )
    if not settling.unit:
        _unit(settling, settling.ask(_("Hvilken tjeneste er dere fra? En tom linje hopper over.")))
    if not settling.place:
        _place(settling, settling.ask(_("Hvor møtes dere? En tom linje hopper over.")))
    while not settling.draft.enough:
        _people(settling, settling.ask(_("Hvem er her? Skriv navnene med komma mellom.")))
    if settling.draft.latest_end is None:
        _end(
            settling, settling.ask(_("Når må dere senest være ferdige? Skriv for eksempel 13:30, eller en tom linje."))
        )
    _say_plan(settling)
    return settling


def settle(settling: Settling) -> None:
    """Change what is settled until the group begins.

    Raises:
        Closed: when it does not.

    """
    asking = settling.asking
    settling.begins = False
    while not settling.begins:
        match understand(asking.hear(), ACTIONS):
            case Said(action=action, rest=rest):
                if stands_alone(asking, action, rest, ALONE):
                    _HANDLERS[action.name](settling, rest.lstrip(": "))
            case Several() as several:
                asking.say_several(several)
            case Unknown() as unknown:
                say_unknown(asking, unknown)
            case _:
                _say_plan(settling)


def _unit(settling: Settling, rest: str) -> None:
    settling.unit = one_line(rest)


def _place(settling: Settling, rest: str) -> None:
    settling.place = one_line(rest)


def _people(settling: Settling, rest: str) -> None:
    names, fault = names_beside(split_names(rest))
    if fault is not None:
        settling.asking.say(render(fault))
    elif not replace(settling.draft, names=names).enough:
        settling.asking.say(too_few_in_words())
    else:
        settling.draft = replace(settling.draft, names=names)


def _end(settling: Settling, rest: str) -> None:
    text, clock = one_line(rest), settling.opening.clock
    while fault := end_fault(text):
        text = one_line(settling.ask(fault))
    now = clock.now().wall
    at = read_time_of_day(text)
    end = None if at is None else next_instant(at, now, clock.zone)
    settling.draft = replace(settling.draft, latest_end=end)
    settling.asking.say(tomorrow_in_words(text, end, now, clock.zone))


def _breather(settling: Settling, _rest: str) -> None:
    settling.draft = replace(settling.draft, breather=not settling.draft.breather)


def _begin(settling: Settling, _rest: str) -> None:
    settling.begins = True


def _close(_settling: Settling, _rest: str) -> None:
    raise Closed(0)


def _help(settling: Settling, rest: str) -> None:
    people = len(settling.draft.names)
    breather = offers_breather(settling.opening.agenda_file.agenda, people)
    say_help(settling.asking, rest, ACTIONS, lambda action: action.name != "breather" or breather)


def _then_end(change: Callable[[Settling, str], None]) -> Callable[[Settling, str], None]:
    """A change, and after it whether the plan still fits the time there is; the whole of it is said when asked for."""

    def changed(settling: Settling, rest: str) -> None:
        change(settling, rest)
        settling.asking.say(*_plan_lines(settling, whole=False))

    return changed


def _say_plan(settling: Settling) -> None:
    settling.asking.say(*_plan_lines(settling, whole=True))
    settling.asking.say(_("Skriv begynn når dere er klare, eller hjelp for å høre hva som kan endres."))


def _plan_lines(settling: Settling, *, whole: bool) -> Iterator[str]:
    """The plan, how it fits the time there is, what could give, and advice."""
    opening, draft = settling.opening, settling.draft
    agenda, clock = opening.agenda_file.agenda, opening.clock
    begin = whole_minute(clock.now().wall)
    page = plan_page(agenda, draft, begin, clock.zone, SPOKEN)
    yield _("Planen for {names}:").format(names=", ".join(draft.names))
    if whole:
        yield from map(_row, page.rows)
    yield " ".join((end_in_words(page.end), sentence(page.summary)))
    yield sentence(in_speech(page.verdict))
    yield f"{page.gives_heading}:" if page.gives_heading else ""
    yield from map(_row, page.gives)
    yield page.gives_end
    yield page.note
    if effect := breather_effect(agenda, draft, begin, clock.zone):
        about, other = effect
        yield _("Kort pause {about}, {other}. Skriv pause for å bytte.").format(about=about, other=other)


def _row(row: PlanRow) -> str:
    clock = _("Kl. {time}:").format(time=row.time) if row.time else ""
    parts = ", ".join(filter(None, (one_line(row.label), row.span, in_speech(row.note))))
    return f"{clock} {parts}.".strip()


ACTIONS: tuple[Action, ...] = (
    Action(
        "begin", "", NO_KEY, message("begynn"), message("Start økta, og klokka for det første steget."),
        word=message("begynn"),
    ),
    Action(
        "people", "", NO_KEY, message("deltakere"), message("Skriv alle som er her: «deltakere Kari, Ola, Liv»."),
        word=message("deltakere"),
    ),
    Action(
        "end", "", NO_KEY, message("slutt"), message("Si når dere senest må være ferdige: «slutt 13:30»."),
        word=message("slutt"),
    ),
    Action(
        "unit", "", NO_KEY, message("tjeneste"), message("Skriv tjenesten dere er fra: «tjeneste Barnevernet»."),
        word=message("tjeneste"),
    ),
    Action(
        "place", "", NO_KEY, message("sted"), message("Skriv hvor dere møtes: «sted Møterom 2»."),
        word=message("sted"),
    ),
    Action(
        "breather", "", NO_KEY, sense("pause", "kort pause"),
        message("Ta med en kort pause mellom rundene, eller ta den bort."),
        word=sense("pause", "kort pause"),
    ),
    Action("plan", "", NO_KEY, message("plan"), message("Hør planen én gang til."), word=message("plan")),
    Action("help", "", NO_KEY, message("hjelp"), message("Hør hva du kan skrive nå."), word=message("hjelp")),
    Action(
        "quit", "", NO_KEY, message("lukk"), message("Lukk uten å begynne. Ingenting er lagret ennå."),
        word=message("lukk"),
    ),
)  # fmt: skip
"""What there is a word for before a session."""

ALONE = frozenset({"begin", "breather", "plan", "quit"})
"""Words that take nothing after them."""

_HANDLERS: Mapping[str, Callable[[Settling, str], None]] = {
    "begin": _begin,
    "people": _then_end(_people),
    "end": _then_end(_end),
    "unit": _unit,
    "place": _place,
    "breather": _then_end(_breather),
    "plan": lambda settling, _rest: _say_plan(settling),
    "help": _help,
    "quit": _close,
}
