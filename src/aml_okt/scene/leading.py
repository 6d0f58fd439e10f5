"""What a session's screen says at a moment: every word and figure of it, before anything is drawn.

A scene is a function of state, moment and zone. The facilitator's screen draws all of it; whoever draws
less takes less. Times of day are in the zone given, None being the computer's own.
"""

import re
from collections.abc import Iterator
from datetime import timedelta, tzinfo
from enum import Enum

from msgspec import Struct

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Phase, Screen, Step, Who
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, is_break, is_breather, phase_of
from aml_okt.core.progress import held_end
from aml_okt.core.session import SessionState
from aml_okt.core.timing import (
    NO_TIME,
    allotted,
    allotted_in_step,
    ends_on_the_wall,
    latest_end_on_the_wall,
    offset,
    on_the_wall,
    past_latest_end,
    projected_end,
    remaining,
    timetable,
    waits_for,
    wall_after,
)
from aml_okt.files.note_file import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.scene.clock_face import ClockFace, clock_face, phase_left
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.scene.notes_here import note_of, shared_note_of
from aml_okt.scene.seats import Seat, seats_at
from aml_okt.scene.step_rows import StepRow, rounds_in, step_rows
from aml_okt.wording import in_minutes, in_words, offset_in_words, spoken, to_the_second

WITHIN_PLAN = timedelta(minutes=1)
"""Closer than this to the plan counts as on time."""


class Aside(Enum):
    """What stands beside the clock."""

    PICTURE = "picture"
    SLIDES = "slides"
    FACILITATOR = "facilitator"
    ORDER = "order"
    FACTORS = "factors"
    BREAK = "break"
    ACTIONS = "actions"


class Scene(Struct, frozen=True):
    """The words and figures of one moment. An empty text means that there is nothing to say there."""

    time: str
    end: str
    offset: str
    behind: bool
    rows: tuple[StepRow, ...]
    where: str
    round: str
    phase: str
    phase_place: str
    clock: ClockFace
    who: str
    rule: str
    say: tuple[str, ...]
    text: tuple[str, ...]
    then: str
    aside: Aside
    follows_up: bool
    slides: tuple[str, ...]
    page: int
    seats: tuple[Seat, ...]
    back_at: str
    waits: bool
    note: NoteKey | None
    shared_note: NoteKey | None

    @property
    def shows_actions(self) -> bool:
        """Whether actions stand on the screen."""
        return self.follows_up or self.aside is Aside.ACTIONS


def scene(state: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN) -> Scene:
    """What the screen says at this moment."""
    box = state.box or state.course.boxes[0 if state.course.begun is None else -1]
    step = state.agenda.step(box.step)
    phase = phase_of(step, box)
    begun = state.course.begun is not None
    late, after_latest = to_the_second(offset(state, moment)), _against_latest_end(state, moment, zone)
    return Scene(
        time=time_of_day(moment.wall, zone),
        end=_("slutt {time}").format(time=time_of_day(projected_end(state, moment), zone)),
        offset=" · ".join(filter(None, (offset_in_words(late) if begun else "", after_latest))),
        behind=late >= WITHIN_PLAN or bool(after_latest),
        rows=step_rows(state, moment),
        where=_where(step),
        round=_round(state, box),
        phase=_phase_title(step, phase, box),
        phase_place=_phase_place(step, box),
        clock=clock_face(state, box, moment, zone),
        who=_who(state, step, phase, box),
        rule=rule_of(state, box, moment) if begun else _("Trykk Enter når gruppa er klar."),
        say=() if gone_from(state, phase, box) else tuple(_say(state, step, phase, box, moment)),
        text=_text(step, phase, box),
        then=then_in_words(state, box, moment, zone, manner),
        aside=_aside(step, box),
        follows_up=step.screen is Screen.FOLLOW_UP and not is_break(step, box),
        slides=step.slides,
        page=min(state.pages.get(step.id, 0), max(0, len(step.slides) - 1)),
        seats=seats_at(state, phase, box, begun=begun),
        back_at=back_at(state, box, moment, zone),
        waits=bool(waits_for(state, moment)),
        note=note_of(state, box),
        shared_note=shared_note_of(state),
    )


def fill(text: str, state: SessionState, box: Timebox, time: timedelta) -> str:
    """Agenda text with its placeholders replaced: names, or the role where nobody holds it, and the time as it is."""
    words = {
        "focus": state.name(box.focus) or _("fokuspersonen"),
        "speaker": state.name(box.speaker) or _("den som har ordet"),
        "timekeeper": state.name(box.timekeeper) or _("tidtakeren"),
        "facilitator": state.name(state.course.facilitator) or _("fasilitatoren"),
        "time": spoken(time),
    }
    return re.sub(rf"\{{({'|'.join(words)})\}}", lambda found: words[found[1]], text)


def _where(step: Step) -> str:
    return _("Steg {number} · {title}").format(number=step.number, title=step.title) if step.number else step.title


def _round(state: SessionState, box: Timebox) -> str:
    if box.round is None:
        return ""
    return _("runde {round} av {rounds}").format(round=box.round + 1, rounds=rounds_in(state, box.step))


def _phase_title(step: Step, phase: Phase, box: Timebox) -> str:
    if is_breather(step, box):
        return _("Kort pause")
    return phase.title if step.phases else ""


def _phase_place(step: Step, box: Timebox) -> str:
    if not step.phases or is_breather(step, box):
        return ""
    return _("fase {phase} av {phases}").format(phase=box.phase + 1, phases=len(step.phases))


def _who(state: SessionState, step: Step, phase: Phase, box: Timebox) -> str:
    parts = [_speaking(state, phase, box)]
    if box.round is not None and not is_breather(step, box) and box.timekeeper:
        handed_over = box.timekeeper != state.course.facilitator
        words = _("{name} tar tiden i denne runden") if handed_over else _("{name} tar tiden")
        parts.append(words.format(name=state.name(box.timekeeper)))
    return "\n".join(part for part in parts if part)


def gone_from(state: SessionState, phase: Phase, box: Timebox) -> str:
    """The name of whoever this timebox cannot do without and who has gone; nothing where they are here."""
    in_focus = phase.who in {Who.FOCUS, Who.COLLEAGUES, Who.COLLEAGUES_IN_TURN}
    needed = (box.focus if in_focus else None, box.speaker)
    return next((state.name(one) for one in needed if one in state.course.gone), "")


def _speaking(state: SessionState, phase: Phase, box: Timebox) -> str:  # noqa: PLR0911 - a case for each way
    if gone := gone_from(state, phase, box):
        return _("{name} har gått. Enter går videre.").format(name=gone)
    speaker = state.name(box.speaker)
    match phase.who:
        case Who.ALL:
            return _("Alle sammen")
        case Who.ALONE:
            return _("Hver for seg, i stillhet")
        case Who.EACH:
            return _("{name} har ordet").format(name=speaker)
        case Who.FOCUS:
            return _("{name} har ordet, de andre lytter").format(name=speaker)
        case Who.COLLEAGUES:
            return _("Lederkollegaene snakker, {name} lytter").format(name=state.name(box.focus))
        case Who.COLLEAGUES_IN_TURN:
            return _("{name} spør {focus}").format(name=speaker, focus=state.name(box.focus))
        case Who.FACILITATOR:
            return _("{name} leder").format(name=speaker) if speaker else _("Fasilitatoren leder")


def rule_of(state: SessionState, box: Timebox, moment: Moment) -> str:
    """What kind of sentence is allowed now: the phase's rule, or else the step's."""
    step = state.agenda.step(box.step)
    phase = phase_of(step, box)
    if phase.rule:
        return fill(phase.rule, state, box, _time_of(state, box, moment))
    return fill(step.rule, state, box, _time_of_step(state, step, box, moment))


def _say(state: SessionState, step: Step, phase: Phase, box: Timebox, moment: Moment) -> Iterator[str]:
    """What to read aloud: the step's line where the step begins, then the phase's."""
    if is_breather(step, box):
        return
    if step.say and step.phases and box.phase == 0 and not box.turn and not box.round:
        yield fill(step.say, state, box, _time_of_step(state, step, box, moment))
    if phase.say:
        yield fill(phase.say, state, box, _time_of(state, box, moment))


def _time_of(state: SessionState, box: Timebox, moment: Moment) -> timedelta:
    """The time that the timebox has, as things stand; of one that ends at a time of day, what is left of it."""
    if state.box is None:
        return box.allotted
    left = remaining(state, moment)
    return left if held_end(state.ground, state.course) is not None and left > NO_TIME else allotted(state, moment)


def _time_of_step(state: SessionState, step: Step, box: Timebox, moment: Moment) -> timedelta:
    """The time that the step has, or the round that runs in it."""
    if box.of_round is not None:
        return box.of_round
    return _time_of(state, box, moment) if not step.phases else allotted_in_step(state, step.id, moment)


def _text(step: Step, phase: Phase, box: Timebox) -> tuple[str, ...]:
    """What the facilitator reads for themselves: what the step is good for, questions, rules, good advice.

    In a step of rounds that is when a round begins; after that the rule and the line to say are enough.
    """
    if is_breather(step, box) or (step.repeat is not None and box.phase > 0):
        return ()
    numbered = tuple(f"{place}. {question}" for place, question in enumerate(step.questions, 1))
    purpose = (step.purpose,) if step.purpose else ()
    overridden = (step.rule,) if step.phases and phase.rule and step.rule and box.phase == 0 else ()
    return (
        *overridden,
        *numbered,
        *(f"– {rule}" for rule in step.rules),
        *(f"– {hint}" for hint in step.hints),
        *purpose,
    )


def _against_latest_end(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    """How far past the time that they must be done the end will be, where it is."""
    latest = latest_end_on_the_wall(state, moment)
    if latest is None or (over := to_the_second(past_latest_end(state, moment))) < WITHIN_PLAN:
        return ""
    return _("{time} etter {latest}").format(time=in_words(over - over % MINUTE), latest=time_of_day(latest, zone))


def back_at(state: SessionState, box: Timebox, moment: Moment, zone: tzinfo | None) -> str:
    """When the timebox is over; before the first, if it began now."""
    ends = wall_after(box.allotted, moment) if state.box is None else ends_on_the_wall(state, moment)
    return time_of_day(ends, zone)


def then_in_words(  # noqa: PLR0911 - a sentence for each kind of what may come
    state: SessionState, box: Timebox, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN
) -> str:
    """What comes after this timebox, and how long it takes."""
    boxes = state.course.boxes
    after = boxes.index(box) + 1
    if after >= len(boxes):
        return _("slutt for i dag")
    coming = boxes[after]
    step = state.agenda.step(coming.step)
    phase = phase_of(step, coming)
    stops = {stop.place: stop for stop in timetable(state, moment)}
    stop = stops.get(after)
    span = stop.end - stop.begin if stop is not None else coming.allotted
    time = in_words(_whole_seconds(span))
    if stop is not None and stop.waits >= MINUTE:
        at = time_of_day(on_the_wall(state, stop.begin, moment), zone)
        return _("{step} kl. {time}, ventetid {wait}").format(
            step=manner.step(step), time=at, wait=in_minutes(stop.waits)
        )
    if coming.turn and (coming.step, coming.phase, coming.focus) == (box.step, box.phase, box.focus):
        return _("{name}, {time}").format(name=state.name(coming.speaker), time=time)
    if is_breather(step, coming):
        return _("kort pause, {time}").format(time=time)
    if coming.round is not None and coming.focus != box.focus:
        return _("{name} i fokus: {phase}, {time}").format(name=state.name(coming.focus), phase=phase.title, time=time)
    if coming.step == box.step:
        whole = in_words(_whole_seconds(phase_left(state, coming, moment)))
        return _("{phase}, {time}").format(phase=phase.title, time=whole)
    of_step = [stops[place] for place in stops if boxes[place].step == coming.step]
    whole = in_words(_whole_seconds(sum((each.end - each.begin for each in of_step), NO_TIME)))
    return _("{step}, {time}").format(step=manner.step(step), time=whole)


def _whole_seconds(span: timedelta) -> timedelta:
    return timedelta(seconds=round(span / SECOND))


def _aside(step: Step, box: Timebox) -> Aside:
    if is_break(step, box):
        return Aside.BREAK
    match step.screen:
        case Screen.CHOOSE_FACILITATOR:
            return Aside.FACILITATOR
        case Screen.FOCUS_ORDER:
            return Aside.ORDER
        case Screen.ACTIONS:
            return Aside.ACTIONS
        case _:
            pass
    if step.slides:
        return Aside.SLIDES
    return Aside.FACTORS if step.factors else Aside.PICTURE
