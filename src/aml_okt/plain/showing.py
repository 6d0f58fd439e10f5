"""The words for what a screen would show: where we are, the time, slides, factors, links, and what is heard."""

from collections.abc import Iterator

from aml_okt.core.commands import ChooseCues, MarkFactor, ShowActions, ShowSlide
from aml_okt.core.events import Cues, Side
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.asking import number_in
from aml_okt.plain.slides import slide_in_lines
from aml_okt.plain.talk import Talk
from aml_okt.plain.where import here_in_words, read_in_words, seen_now, times_in_words, who_in_words
from aml_okt.plain.words import first_word
from aml_okt.scene.cue_words import chosen_in_words, next_choice
from aml_okt.scene.links import Address, address_of
from aml_okt.scene.news import CLOCK_SHOWN

STRENGTH, RISK, LESS = message("styrke"), message("risiko"), message("minus")
ALL, END, NONE = message("alt"), message("slutt"), message("av")


def where(talk: Talk, _rest: str) -> None:
    """Where the group is."""
    talk.say(*here_in_words(talk.runner))


def time(talk: Talk, _rest: str) -> None:
    """How long is left."""
    talk.say(*times_in_words(talk.runner))


def who(talk: Talk, _rest: str) -> None:
    """Who speaks, and who comes after."""
    seen = seen_now(talk.runner)
    talk.say(*(who_in_words(talk.runner) or here_in_words(talk.runner)), _("Deretter: {what}.").format(what=seen.then))


def aloud(talk: Talk, _rest: str) -> None:
    """What is allowed, and what to read."""
    talk.say(*read_in_words(talk.runner))


def next_page(talk: Talk, rest: str) -> None:
    """The next page of the slides, or the one of a number."""
    step = talk.runner.state.step
    pages = len(step.slides) if step else 0
    place = number_in(rest, pages)
    if rest and place is None:
        talk.say(_("Skriv et tall fra 1 til {pages} etter ordet.").format(pages=pages))
        return
    _turn(talk, 1 if place is None else place - seen_now(talk.runner).page)


def previous_page(talk: Talk, _rest: str) -> None:
    """The page before."""
    _turn(talk, -1)


def _turn(talk: Talk, by: int) -> None:
    seen = seen_now(talk.runner)
    if talk.carry_out(ShowSlide(seen.page + by)):
        talk.say(*slide_in_lines(seen.slides, seen.page + by))


def open_link(talk: Talk, _rest: str) -> None:
    """Say the step's link, and open it where there is something to open it with."""
    state = talk.runner.state
    link = state.step.link if state.step else ""
    match address_of(link, state.created.folder):
        case Address(url=url):
            told = _("Åpner {link}") if talk.browser(url) else _("Lenka er {link}")
            talk.say(told.format(link=link))
        case why:
            talk.say(why)


def factors(talk: Talk, rest: str) -> None:
    """How often each factor was named, or one that is named once more or once less."""
    step = talk.runner.state.step
    if step is None:
        return
    number, _space, after = rest.partition(" ")
    place = number_in(number, len(step.factors))
    side, less = first_word(after, (STRENGTH, RISK))
    if place is None or side is None:
        if rest:
            talk.say(_("Skriv tallet foran faktoren og styrke eller risiko: faktor 2 styrke."))
        talk.say(*_factor_lines(talk))
        return
    factor, wanted = step.factors[place], Side.STRENGTH if side is STRENGTH else Side.RISK
    by = -1 if first_word(less, (LESS,))[0] is LESS else 1
    count = talk.runner.state.marks.get((step.id, factor, wanted), 0) + by
    if talk.carry_out(MarkFactor(factor, wanted, count)):
        talk.say(_factor_line(talk, place, factor))


def _factor_lines(talk: Talk) -> Iterator[str]:
    step = talk.runner.state.step
    for place, factor in enumerate(step.factors if step else ()):
        yield _factor_line(talk, place, factor)


def _factor_line(talk: Talk, place: int, factor: str) -> str:
    state = talk.runner.state
    step = state.step.id if state.step else ""
    return _("{number}. {factor}: styrke {strength}, risiko {risk}.").format(
        number=place + 1,
        factor=one_line(factor),
        strength=state.marks.get((step, factor, Side.STRENGTH), 0),
        risk=state.marks.get((step, factor, Side.RISK), 0),
    )


def show_actions(talk: Talk, _rest: str) -> None:
    """Let the room see what has been agreed on."""
    if talk.carry_out(ShowActions(shown=True)):
        talk.say(_("Gruppa ser tiltakene nå."))


def hide_actions(talk: Talk, _rest: str) -> None:
    """Let the room see the clock again."""
    if talk.carry_out(ShowActions(shown=False)):
        talk.say(render(CLOCK_SHOWN))


def choose_cues(talk: Talk, rest: str) -> None:
    """Hear all cues of the clock, only its end, or none: the next choice, or the one that is named."""
    named, _after = first_word(rest, (ALL, END, NONE))
    if rest and named is None:
        words = ", ".join(map(render, (ALL, END, NONE)))
        talk.say(_("Skriv en av disse etter ordet: {words}.").format(words=words))
        return
    cues = next_choice(talk.runner.state.cues)
    if named is not None:
        cues = {ALL.template: Cues.ALL, END.template: Cues.END, NONE.template: Cues.NONE}[named.template]
    if talk.carry_out(ChooseCues(cues)):
        talk.say(chosen_in_words(cues))
