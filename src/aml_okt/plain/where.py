"""Where the group is, in lines: the step, who speaks, what is allowed, what to say, and the time."""

from collections.abc import Iterator
from contextlib import suppress

from aml_okt.clock import time_of_day
from aml_okt.core.actions import Action as Task
from aml_okt.core.carrying import from_last
from aml_okt.core.durations import SECOND
from aml_okt.core.plan import Timebox, phase_of
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import NO_TIME, overtime, projected_end, remaining, waited_for_on_the_wall, waits_for
from aml_okt.i18n import gettext as _
from aml_okt.plain.slides import slide_in_lines
from aml_okt.plain.voice import in_speech
from aml_okt.runner import SessionRunner
from aml_okt.scene.clock_face import phase_left
from aml_okt.scene.follow_up import heading
from aml_okt.scene.leading import Aside, Scene, gone_from, rule_of, scene
from aml_okt.scene.manner import SPOKEN
from aml_okt.wording import in_words, names_in_words


def seen_now(runner: SessionRunner) -> Scene:
    """The scene of this moment."""
    return scene(runner.state, runner.clock.now(), runner.clock.zone, SPOKEN)


def here_in_words(runner: SessionRunner) -> tuple[str, ...]:
    """Where we are: step, phase, who, and the time left."""
    state = runner.state
    if state.stage is Stage.READY:
        return tuple(_ready(state))
    seen = seen_now(runner)
    return tuple(filter(None, (_place(seen), *who_in_words(runner), _break(seen), time_in_words(runner))))


def _ready(state: SessionState) -> Iterator[str]:
    yield f"{state.created.title}."
    yield _("Til stede: {names}.").format(names=names_in_words(state.present))
    yield _("Skriv begynn når gruppa er klar.")


def _place(seen: Scene) -> str:
    """Step, round and phase."""
    place = ", ".join(filter(None, (in_speech(seen.where), seen.round)))
    phase = ", ".join(filter(None, (seen.phase, seen.phase_place)))
    return " ".join(f"{part}." for part in (place, phase) if part)


def _break(seen: Scene) -> str:
    return _("Vi starter igjen kl. {time}.").format(time=seen.back_at) if seen.aside is Aside.BREAK else ""


def who_in_words(runner: SessionRunner) -> tuple[str, ...]:
    """Who speaks, and who keeps time."""
    state, box = runner.state, runner.state.box
    if box is None:
        return ()
    if gone := gone_from(state, phase_of(state.agenda.step(box.step), box), box):
        return (_("{name} har gått. Skriv neste for å gå videre.").format(name=gone),)
    return tuple(f"{line}." for line in seen_now(runner).who.split("\n") if line)


def time_in_words(runner: SessionRunner) -> str:
    """How long is left here, or how far it is over; nothing before the first step and after the last."""
    state, moment = runner.state, runner.clock.now()
    if state.box is None:
        return ""
    if waits_for(state, moment):
        time = time_of_day(waited_for_on_the_wall(state, moment), runner.clock.zone)
        return _("Dere venter til {time}. Skriv straks for å begynne nå.").format(time=time)
    over = overtime(state, moment)
    if over >= SECOND:
        told = _("{time} over tiden.").format(time=in_words(over))
    else:
        # A second is told until it is used up, as on the clock.
        told = _("{time} igjen.").format(time=in_words(SECOND * -(-max(NO_TIME, remaining(state, moment)) // SECOND)))
    return " ".join((_("Klokka står."), told)) if state.stage is Stage.PAUSED else told


def times_in_words(runner: SessionRunner) -> Iterator[str]:
    """The time left here, of the phase where each speaks in turn, and of the whole session."""
    state, moment, zone = runner.state, runner.clock.now(), runner.clock.zone
    yield time_in_words(runner)
    if state.box is not None and state.box.turn is not None:
        left = SECOND * -(-phase_left(state, state.box, moment) // SECOND)
        yield _("Fasen har {time} igjen i alt.").format(time=in_words(left))
    yield _("Klokka er {time}.").format(time=time_of_day(moment.wall, zone))
    ends = _("Slutt {end}").format(end=time_of_day(projected_end(state, moment), zone))
    yield in_speech(f"{', '.join(filter(None, (ends, seen_now(runner).offset)))}.")


def told_aloud(runner: SessionRunner) -> tuple[str, ...]:
    """What kind of sentence is allowed now, and what to read aloud."""
    state = runner.state
    seen = seen_now(runner)
    rule = rule_of(state, state.box, runner.clock.now()) if state.box is not None else ""
    lines = [_("Regel: {rule}").format(rule=rule)] if rule else []
    return (*lines, *(_("Si: «{words}»").format(words=words) for words in seen.say))


def read_in_words(runner: SessionRunner) -> tuple[str, ...]:
    """All that whoever leads can read here: the rule, what to say, questions, rules, good advice, and what comes."""
    seen = seen_now(runner)
    text = tuple(line.removeprefix("– ") for line in seen.text)
    return (*told_aloud(runner), *text, _("Deretter: {what}.").format(what=in_speech(seen.then)))


def arrived(runner: SessionRunner, before: Timebox | None) -> tuple[str, ...]:
    """What is said when the group has come from one timebox to another: as much as is new."""
    here = runner.state.box
    if here is None:
        return here_in_words(runner) if runner.state.stage is Stage.READY else ()
    if before is not None and before.phase_key == here.phase_key:
        who = who_in_words(runner)
        # Who keeps time comes after who speaks, and is news only where it is somebody else.
        return (*(who[:1] if before.timekeeper == here.timekeeper else who), time_in_words(runner))
    new_step = before is None or before.step != here.step
    return (*here_in_words(runner), *told_aloud(runner), *(_of_step(runner) if new_step else ()))


def _from_last(runner: SessionRunner) -> Iterator[str]:
    """What there is to follow up from the last session; nothing where there is nothing."""
    tasks: tuple[Task, ...] = ()
    with suppress(OSError):  # it is told when the list is asked for
        tasks = runner.actions.read()
    if from_last(tasks):
        yield in_speech(f"{heading(tasks)}.")
        yield _("Ta en rask titt på dem: Hva er gjort? Skriv sist for å høre tiltakene.")


def _of_step(runner: SessionRunner) -> Iterator[str]:
    """What the step has to offer beside its course."""
    state, seen = runner.state, seen_now(runner)
    if seen.follows_up:
        yield from _from_last(runner)
    if seen.text:
        yield _("Skriv si for å høre spørsmål, regler og råd.")
    match seen.aside:
        case Aside.SLIDES:
            yield from slide_in_lines(seen.slides, seen.page)
        case Aside.FACILITATOR:
            yield _("Skriv fasilitator og et navn, eller lodd: {names}.").format(names=names_in_words(state.present))
        case Aside.ORDER:
            yield _("Skriv rekkefølge for å høre hvem som er i fokus når.")
        case Aside.ACTIONS:
            yield _("Skriv tiltak for å skrive et tiltak, og møte for å avtale neste møte.")
        case _:
            pass
    if seen.shared_note is not None:
        yield _("Skriv delt for å ta med noe fra rundene i referatet.")
    if state.step is not None and state.step.factors:
        yield _("Skriv faktor for å merke faktorer.")
    if state.step is not None and state.step.link:
        yield _("Skriv lenke for å vise filmen eller lenka.")
