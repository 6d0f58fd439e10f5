"""The words that change the plan: what each would mean is said and asked about before it is done."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from aml_okt.clock import time_of_day
from aml_okt.core.commands import HoldUntil, SkipTo
from aml_okt.core.course import remaining_focus
from aml_okt.core.message import message, sense
from aml_okt.core.session import session_time
from aml_okt.core.text import one_line
from aml_okt.core.timing import projected_end, target_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.asking import number_in
from aml_okt.plain.names import people_called
from aml_okt.plain.offers import Made, Offer, offered
from aml_okt.plain.talk import Talk
from aml_okt.plain.voice import in_speech, sentence
from aml_okt.scene.make_up_lines import lines_to_come
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.news import PASSED_OVER, PLAN_AS_BEFORE, REPLANNED, SOMEBODY_IN_FOCUS
from aml_okt.scene.order import over_in_words
from aml_okt.scene.outlook import Outlook, answer, outlook, question, sources
from aml_okt.scene.plan_table import DONE, NOW, SKIPPED, PlanLine, plan_lines
from aml_okt.scene.skip import Way, skipping_in_words, ways
from aml_okt.scene.spare import Use, how_much, uses
from aml_okt.scene.until import held_in_words, holding_in_words, read_soon, read_until

WITHOUT, IN, TIME = message("uten"), message("inn"), message("tiden")

LONGEST_SESSION = timedelta(hours=8)
"""An end further away than this is a slip of the finger."""

_MARKS = {DONE: sense("ferdig", "økt"), NOW: message("nå"), SKIPPED: message("hoppet over")}


def plan(talk: Talk, _rest: str) -> None:
    """The whole plan."""
    clock = talk.runner.clock
    talk.say(*map(_plan_line, plan_lines(talk.runner.state, clock.now(), clock.zone, SPOKEN)), talk.end)


def _plan_line(line: PlanLine) -> str:
    begin = _("Kl. {time}:").format(time=line.clock) if line.clock else ""
    mark = render(_MARKS[line.mark]) if line.mark in _MARKS else ""
    planned = _("planlagt {time}").format(time=in_speech(line.planned)) if line.planned else ""
    rest = ", ".join(filter(None, (line.label, mark, planned, _used(line.used), in_speech(line.note))))
    return f"{begin} {rest}.".strip()


def _used(used: str) -> str:
    """The time that was used, or that will be where it is another now."""
    if not used.strip():
        return ""
    became = used.partition("→")[2]
    words = _("blir {time}") if became else _("brukt {time}")
    return words.format(time=in_speech(became or used))


def skip(talk: Talk, rest: str) -> None:
    """Go past something, when it has been told what that means."""
    found = _ways(talk)
    if not found:
        talk.say(_("Skriv neste for å gå videre. Det er ikke noe mer å hoppe over her."))
        return
    place = number_in(rest, len(found))
    if place is not None:
        name = found[place].name
        done = talk.proposes(lambda: _named(_ways(talk), name), _("Vil dere hoppe over dette?"))
    elif chosen := talk.chooses(lambda: (_("Hva vil dere hoppe over?"), _ways(talk))):
        done = chosen.command is not None and talk.carry_out(chosen.command)
    else:
        talk.say(_("Alt er som før."))
        return
    if done:
        talk.tell_with_end(render(PASSED_OVER))


def _ways(talk: Talk) -> list[Offer]:
    """What can be skipped at this moment."""
    return _offers(_way(talk, way) for way in ways(talk.runner.state, talk.runner.clock.now()))


def _way(talk: Talk, way: Way) -> Made:
    told = f"{way.label}. {skipping_in_words(talk.runner, way)}"
    return offered(talk.runner, SkipTo(way.place), lambda _after: [told], way.place)


def use_spare(talk: Talk, rest: str) -> None:
    """See what time to spare could be used for, and choose."""
    found = _uses(talk)
    place = number_in(rest.removeprefix(render(TIME)), len(found))
    if place is None:
        chosen = talk.chooses(lambda: (how_much(talk.runner), _uses(talk)))
        command = None if chosen is None else chosen.command
        done = command is not None and talk.carry_out(command)
    else:
        command, name = found[place].command, found[place].name
        done = command is not None and talk.proposes(lambda: _named(_uses(talk), name), _("Vil dere gjøre det?"))
    if done:
        talk.tell_with_end(render(REPLANNED))
    elif command is None:
        talk.say(render(PLAN_AS_BEFORE))


def _uses(talk: Talk) -> list[Offer]:
    """What time to spare can be used for at this moment; to finish early is the last."""
    return _offers(_use(talk, use) for use in uses(talk.runner, SPOKEN))


def _use(talk: Talk, use: Use) -> Made:
    return offered(talk.runner, use.command, lambda _after: (f"{use.label}.", *use.means), use.receiver)


def _offers(made: Iterable[Made]) -> list[Offer]:
    return [one for one in made if isinstance(one, Offer)]


def _named(offers: Sequence[Offer], name: object) -> Made:
    """The same as was asked about before, as it is now."""
    return next((offer for offer in offers if offer.name == name), (_("Det kan ikke gjøres nå."),))


def break_until(talk: Talk, rest: str) -> None:
    """Settle when the break ends."""
    text = rest or talk.ask(_("Hvilket klokkeslett begynner dere igjen?"))
    until = read_until(text, talk.runner.clock)

    def make() -> Made:
        until = read_until(text, talk.runner.clock)
        if isinstance(until, str):
            return (until,)
        return offered(talk.runner, until, lambda _after: [holding_in_words(talk.runner, until)], until)

    if talk.proposes(make, _("Skal det være slik?")) and isinstance(until, HoldUntil):
        talk.say(held_in_words(talk.runner, until))
        talk.tell_undo()


def make_up(talk: Talk, rest: str) -> None:
    """See how lost time could be made up, and accept it."""
    end, over = _wish(talk, rest)
    if isinstance(over, str):
        talk.say(over)
    elif talk.proposes(lambda: _made_up(talk, end, over), _("Vil dere bruke denne planen?")):
        clock = talk.runner.clock
        ends = time_of_day(projected_end(talk.runner.state, clock.now()), clock.zone)
        talk.say(_("Planen er lagt om. Ny slutt {end}.").format(end=ends))
        talk.tell_undo()


def _made_up(talk: Talk, end: timedelta, over: Sequence[str]) -> Made:
    """The plan that would end then, as it is at this moment."""
    seen = outlook(talk.runner, end, over)
    if seen is None:
        return (render(SOMEBODY_IN_FOCUS),)
    told = tuple(_outlook_lines(talk, seen))
    return offered(talk.runner, seen.command, lambda _after: told) if seen.changes else told


def _outlook_lines(talk: Talk, seen: Outlook) -> Iterator[str]:
    zone = talk.runner.clock.zone
    told, worry = answer(seen, zone)
    yield from question(seen, zone)
    yield from (over_in_words(one_line(seen.before.name(person))) for person in seen.command.over)
    yield in_speech(f"{told.rstrip('.')}.")
    if worry and seen.proposal.rounds:
        yield _("Skriv for eksempel hent uten og et navn, eller hent og et senere klokkeslett.")
    if seen.changes:
        yield from map(sentence, sources(seen, SPOKEN))
        yield from _changes(talk, seen)


def _wish(talk: Talk, rest: str) -> tuple[timedelta, tuple[str, ...] | str]:
    """The end that is asked for, in session time, and who is to stand over; or why that cannot be read."""
    state, clock = talk.runner.state, talk.runner.clock
    moment = clock.now()
    end = target_end(state, moment)
    words = rest.split()
    cut = next((at for at, word in enumerate(words) if word.casefold() == render(WITHOUT)), len(words))
    time, names = words[:cut], " ".join(words[cut + 1 :])
    if time and time[0].casefold() == render(IN):
        del time[0]
    if time:
        at = read_soon(" ".join(time), clock, LONGEST_SESSION)
        if isinstance(at, str):
            return end, at
        end = session_time(state, moment) + (at - moment.wall)
    if cut == len(words):
        return end, ()
    left = remaining_focus(state.course)
    people = people_called(names, [person for person in state.present if person.id in left])
    return end, people if isinstance(people, str) else tuple(person.id for person in people)


def _changes(talk: Talk, seen: Outlook) -> list[str]:
    """What becomes another: when each part begins, and its time now and then."""
    lines = lines_to_come(seen.before, seen.after, seen.moment, talk.runner.clock.zone, SPOKEN)
    return [
        _("Kl. {clock}: {part}, {before} blir {after}.").format(
            clock=one.line.clock,
            part=one.line.label,
            before=in_speech(one.line.planned),
            after=in_speech(one.line.used.removeprefix("→")),
        )
        for one in lines
        if one.line.used
    ]
