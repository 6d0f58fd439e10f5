"""What the room sees at a moment: where we are, how long is left, who is in focus, what is allowed, what comes next.

It is made for people who look up from a conversation, across a table, and so it says little. It is made from the
state alone, and what the room is not to know is not in it: no note, nothing of ahead or behind, and no time at which
the session will end. What has been agreed on is named by whoever shows it, when the group wants it shown.
"""

from datetime import tzinfo
from enum import Enum

from msgspec import Struct

from aml_okt.core.agenda import Phase, Screen, Step, Who
from aml_okt.core.cues import END, WARNING, passed
from aml_okt.core.durations import digits
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, is_break, is_breather, phase_of
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import LONG_TIMEBOX, allotted, overtime, remaining
from aml_okt.i18n import gettext as _
from aml_okt.scene.clock_face import ClockFace, Mood, clock_digits, clock_mood, fraction_left, waits_in_words
from aml_okt.scene.leading import back_at, gone_from, rule_of, then_in_words
from aml_okt.scene.picture import STILL_A_MINUTE
from aml_okt.scene.seats import Seat, seats_at
from aml_okt.scene.step_rows import planned_rows, rounds_in


class View(Enum):
    """What kind of picture the room sees."""

    WELCOME = "welcome"
    """Before the first step: who has come, and what they are going to do."""
    TIME = "time"
    """The clock and the group round its table."""
    SLIDES = "slides"
    BREAK = "break"
    ACTIONS = "actions"
    """What has been agreed on, because the group wants to see it."""
    THANKS = "thanks"


class RoomScene(Struct, frozen=True):
    """The words and figures of one moment. An empty text means that there is nothing to say there.

    `headline` is the largest text: the word of the clock where it has one (`is_cue`), else what kind of talk this is.
    `widest` is the longest that the clock will be in this timebox, so that its digits keep their size.
    `place` tells one place in the session from any other.
    """

    view: View
    place: tuple[object, ...]
    where: str
    round: str
    headline: str
    is_cue: bool
    who: str
    clock: ClockFace
    widest: str
    rule: str
    questions: tuple[str, ...]
    then: str
    seats: tuple[Seat, ...]
    slides: tuple[str, ...]
    page: int
    back_at: str
    rows: tuple[tuple[str, str], ...]
    rehearsal: bool


def room_scene(state: SessionState, moment: Moment, zone: tzinfo | None, *, led: bool = True) -> RoomScene:
    """What the room sees at this moment; times of day are in the zone given, None being the computer's own.

    Where nobody leads the session, as after a crash, the picture stands and says that it does.
    """
    begun, over = state.course.begun is not None, state.stage is Stage.FINISHED
    box = state.box or state.course.boxes[-1 if begun else 0]
    step = state.agenda.step(box.step)
    phase = phase_of(step, box)
    view = _view(state, step, box)
    word = _word(state, phase, box, moment, led=led) if state.box is not None else ""
    return RoomScene(
        view=view,
        place=(view, box.key if state.box is not None else None),
        where=_where(state, view, step, phase, box, word=word),
        round="" if box.round is None or over else _round(state, step, box),
        headline=word or _headline(view, step, phase, box),
        is_cue=bool(word),
        who=_who(state, phase, box) if state.box is not None else "",
        clock=room_clock(state, box, moment, zone, led=led),
        widest=digits(max(box.allotted, allotted(state, moment))),
        rule=rule_of(state, box, moment) if state.box is not None else "",
        questions=step.questions if step.repeat is None and not is_breather(step, box) else (),
        then=then_in_words(state, box, moment, zone) if state.box is not None else "",
        seats=seats_at(state, phase, box, begun=state.box is not None),
        slides=step.slides,
        page=min(state.pages.get(step.id, 0), max(0, len(step.slides) - 1)),
        back_at=back_at(state, box, moment, zone) if view is View.BREAK and not overtime(state, moment) else "",
        rows=planned_rows(state) if view is View.WELCOME else (),
        rehearsal=state.created.rehearsal is not None,
    )


def _where(  # noqa: PLR0913 - what may decide it
    state: SessionState, view: View, step: Step, phase: Phase, box: Timebox, *, word: str
) -> str:
    """The step, and the phase too where the clock's word has taken the place of its title."""
    if view in {View.WELCOME, View.THANKS}:
        return state.created.title
    if word and step.phases and not is_breather(step, box):
        return _("{step} · {phase}").format(step=step.title, phase=phase.title)
    return step.title


def _view(state: SessionState, step: Step, box: Timebox) -> View:
    if state.stage is Stage.FINISHED:
        return View.THANKS
    if state.box is None:
        return View.WELCOME
    if is_break(step, box):
        return View.BREAK
    if step.screen is Screen.ACTIONS and state.actions_shown:
        return View.ACTIONS
    return View.SLIDES if step.slides else View.TIME


def _headline(view: View, step: Step, phase: Phase, box: Timebox) -> str:
    match view:
        case View.WELCOME:
            return _("Velkommen")
        case View.THANKS:
            return _("Takk for i dag")
        case View.BREAK:
            return _("Kort pause") if is_breather(step, box) else step.name
        case _:
            return phase.title if step.phases else step.name


def _word(state: SessionState, phase: Phase, box: Timebox, moment: Moment, *, led: bool) -> str:
    """What the clock has to say, in a word that is understood across a room; no colour says it alone."""
    if not led:
        return _("Vent litt")
    if state.stage is Stage.PAUSED:
        return _("Klokka står")
    step = passed(state, moment).step
    if step >= END:
        return _("Tiden er ute")
    if step == WARNING:
        if allotted(state, moment) < LONG_TIMEBOX:
            return _("Snart slutt")
        return _("Ett minutt") if remaining(state, moment) > STILL_A_MINUTE else _("Siste minutt")
    turned = phase.who is Who.COLLEAGUES and box.focus not in state.course.gone
    return _("Ryggen til") if turned else ""


def _round(state: SessionState, step: Step, box: Timebox) -> str:
    if is_breather(step, box):
        return ""
    return _("runde {round} av {rounds}").format(round=(box.round or 0) + 1, rounds=rounds_in(state, step.id))


def _who(state: SessionState, phase: Phase, box: Timebox) -> str:  # noqa: PLR0911 - a case for each way
    """Who speaks now, for those who sit at the table."""
    if gone := gone_from(state, phase, box):
        return _("{name} har gått").format(name=gone)
    speaker, focus = state.name(box.speaker), state.name(box.focus)
    match phase.who:
        case Who.ALL:
            return ""
        case Who.ALONE:
            return _("I stillhet")
        case Who.EACH:
            return _("{name} har ordet").format(name=speaker)
        case Who.FOCUS:
            return _("{name} har ordet, de andre lytter").format(name=speaker)
        case Who.COLLEAGUES:
            return _("{name} lytter, de andre snakker").format(name=focus)
        case Who.COLLEAGUES_IN_TURN:
            return _("{name} spør {focus}").format(name=speaker, focus=focus)
        case Who.FACILITATOR:
            return _("{name} leder").format(name=speaker) if speaker else ""


def room_clock(
    state: SessionState, box: Timebox, moment: Moment, zone: tzinfo | None, *, led: bool = True
) -> ClockFace:
    """The clock with fewer words than the facilitator's: the word above it says the rest."""
    mood = clock_mood(state, moment) if led else Mood.STILL
    if not led:
        caption = _("venter på skjermen til fasilitatoren")
    elif mood is Mood.STILL:
        caption = _("klokka står")
    elif mood is Mood.OVER:
        caption = _("over tiden")
    else:
        words = _("igjen av {time}")
        if is_break(state.agenda.step(box.step), box):
            # The large digits tell when the break is over, and not what is left of it.
            words = _("{left} igjen av pausen")
        left = clock_digits(state, box, moment)
        whole = words.format(time=digits(allotted(state, moment)), left=left)
        caption = waits_in_words(state, moment, zone) or whole
    return ClockFace(clock_digits(state, box, moment), mood, fraction_left(state, box, moment), caption)
