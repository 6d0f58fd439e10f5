"""The words that change the plan: what each would mean is said and asked about before it is done."""

from datetime import timedelta

from aml_okt.clock import time_of_day
from aml_okt.core.commands import SkipTo
from aml_okt.core.course import remaining_focus
from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.core.message import message
from aml_okt.core.session import session_time
from aml_okt.core.timing import projected_end, target_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.asking import number_in
from aml_okt.plain.names import people_called
from aml_okt.plain.talk import Talk
from aml_okt.plain.voice import in_speech, sentence, spans_in_words
from aml_okt.scene.make_up_lines import lines_to_come
from aml_okt.scene.news import PASSED_OVER, PLAN_AS_BEFORE, REPLANNED, SOMEBODY_IN_FOCUS
from aml_okt.scene.outlook import Outlook, answer, outlook, question, sources
from aml_okt.scene.plan_table import DONE, NOW, SKIPPED, PlanLine, plan_lines
from aml_okt.scene.skip import skipping_in_words, ways
from aml_okt.scene.spare import how_much, uses
from aml_okt.scene.until import held_in_words, holding_in_words, read_until

WITHOUT, IN, TIME = message("uten"), message("inn"), message("tiden")

_MARKS = {DONE: message("ferdig"), NOW: message("nå"), SKIPPED: message("hoppet over")}


def plan(talk: Talk, _rest: str) -> None:
    """The whole plan."""
    clock = talk.runner.clock
    talk.say(*map(_plan_line, plan_lines(talk.runner.state, clock.now(), clock.zone)), talk.end)


def _plan_line(line: PlanLine) -> str:
    begin = _("Kl. {time}:").format(time=line.clock) if line.clock else ""
    mark = render(_MARKS[line.mark]) if line.mark in _MARKS else ""
    planned = _("planlagt {time}").format(time=spans_in_words(line.planned)) if line.planned else ""
    rest = ", ".join(filter(None, (line.label, mark, planned, _used(line.used), spans_in_words(line.note))))
    return f"{begin} {rest}.".strip()


def _used(used: str) -> str:
    """The time that was used, or that will be where it is another now."""
    if not used.strip():
        return ""
    became = used.partition("→")[2]
    words = _("blir {time}") if became else _("brukt {time}")
    return words.format(time=spans_in_words(became or used))


def skip(talk: Talk, rest: str) -> None:
    """Go past something, when it has been told what that means."""
    found = ways(talk.runner.state, talk.runner.clock.now())
    if not found:
        talk.say(_("Skriv neste for å gå videre. Det er ikke noe mer å hoppe over her."))
        return
    told = [f"{way.label}. {skipping_in_words(talk.runner, way)}" for way in found]
    place = number_in(rest, len(found))
    if place is not None:
        done = talk.proposes(SkipTo(found[place].place), [told[place]], _("Vil dere hoppe over dette?"))
    elif (chosen := talk.chooses(_("Hva vil dere hoppe over?"), told)) is not None:
        done = talk.carry_out(SkipTo(found[chosen].place))
    else:
        talk.say(_("Alt er som før."))
        return
    if done:
        talk.tell_with_end(render(PASSED_OVER))


def use_spare(talk: Talk, rest: str) -> None:
    """See what time to spare could be used for, and choose."""
    found = uses(talk.runner)
    told = [" ".join((f"{use.label}.", *use.means)) for use in found]
    place = number_in(rest.removeprefix(render(TIME)), len(found))
    if place is None:
        place = talk.chooses(how_much(talk.runner), told)
        command = None if place is None else found[place].command
        done = command is not None and talk.carry_out(command)
    else:
        command = found[place].command
        done = command is not None and talk.proposes(command, [told[place]], _("Vil dere gjøre det?"))
    if done:
        talk.tell_with_end(render(REPLANNED))
    elif command is None:
        talk.say(render(PLAN_AS_BEFORE))


def break_until(talk: Talk, rest: str) -> None:
    """Settle when the break ends."""
    until = read_until(rest or talk.ask(_("Hvilket klokkeslett begynner dere igjen?")), talk.runner.clock)
    if isinstance(until, str):
        talk.say(until)
    elif talk.proposes(until, [holding_in_words(talk.runner, until)], _("Skal det være slik?")):
        talk.say(held_in_words(talk.runner, until), _("Skriv angre for å ta det tilbake."))


def make_up(talk: Talk, rest: str) -> None:
    """See how lost time could be made up, and accept it."""
    end, over = _wish(talk, rest)
    if isinstance(over, str):
        talk.say(over)
        return
    seen = outlook(talk.runner, end, over)
    if seen is None:
        talk.say(render(SOMEBODY_IN_FOCUS))
        return
    zone = talk.runner.clock.zone
    told, worry = answer(seen, zone)
    talk.say(*question(seen, zone), in_speech(f"{told.rstrip('.')}."))
    if worry:
        talk.say(_("Skriv for eksempel hent uten og et navn, eller hent og et senere klokkeslett."))
    if not seen.changes:
        return
    means = [*map(sentence, map(spans_in_words, sources(seen))), *_changes(talk, seen)]
    if talk.proposes(seen.command, means, _("Vil dere bruke denne planen?")):
        clock = talk.runner.clock
        ends = time_of_day(projected_end(talk.runner.state, clock.now()), clock.zone)
        talk.say(_("Planen er lagt om. Ny slutt {end}.").format(end=ends), _("Skriv angre for å ta det tilbake."))


def _wish(talk: Talk, rest: str) -> tuple[timedelta, tuple[str, ...] | str]:
    """The end that is asked for, in session time, and who is to stand over; or why that cannot be read."""
    state, clock = talk.runner.state, talk.runner.clock
    moment = clock.now()
    end = target_end(state, moment)
    before, without, names = f" {rest} ".partition(f" {render(WITHOUT)} ")
    for word in before.split():
        if word.casefold() == render(IN):
            continue
        if (at := read_time_of_day(word)) is None:
            return end, _("«{text}» er ikke et klokkeslett. Skriv for eksempel «12:45».").format(text=word)
        end = session_time(state, moment) + (next_instant(at, moment.wall, clock.zone) - moment.wall)
    if not without:
        return end, ()
    left = remaining_focus(state.course)
    people = people_called(names, [person for person in state.present if person.id in left])
    return end, people if isinstance(people, str) else tuple(person.id for person in people)


def _changes(talk: Talk, seen: Outlook) -> list[str]:
    """What becomes another: when each part begins, and its time now and then."""
    lines = lines_to_come(seen.before, seen.after, seen.moment, talk.runner.clock.zone)
    return [
        _("Kl. {clock}: {part}, {before} blir {after}.").format(
            clock=one.line.clock,
            part=one.line.label,
            before=spans_in_words(one.line.planned),
            after=spans_in_words(one.line.used.removeprefix("→")),
        )
        for one in lines
        if one.line.used
    ]
