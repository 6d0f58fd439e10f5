"""What is said of the plan before a session: a function of the agenda, what is filled in, and an instant."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.deciding import FEWEST_PEOPLE
from aml_okt.core.durations import MINUTE, Span
from aml_okt.core.plan import BREATHER_AFTER_ROUND, Group, Timebox, is_breather, offers_breather, plan, total
from aml_okt.core.slack import Fit, Give, Source, fit, two_groups
from aml_okt.core.timetable import end_of, schedule
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.wording import in_minutes, in_words

QUARTER = timedelta(minutes=15)

USUAL_GROUP = 6
"""The group that an example is made for where the agenda recommends none (design, section 1)."""


class PlanRow(Struct, frozen=True):
    """A line of the plan. `note` follows the label where there is room; a `detail` is left out where there is none."""

    time: str
    label: str
    span: str
    note: str = ""
    detail: bool = False


class PlanPage(Struct, frozen=True):
    """Everything the view says. An empty text takes no room.

    `heading` says whose plan it is, `note` what is missing or worth knowing. `end` is the time of day when it
    ends, `summary` how long it is; `verdict` says how that fits, `late` that it does not. An `example` is toned down.
    `gives` are the minutes that could be found, under `gives_heading`, and `gives_end` sums them up.
    """

    heading: str
    note: str
    end: str
    summary: str
    verdict: str
    late: bool
    rows: tuple[PlanRow, ...]
    example: bool = False
    gives_heading: str = ""
    gives: tuple[PlanRow, ...] = ()
    gives_end: str = ""


class Draft(Struct, frozen=True):
    """What has been filled in that the plan depends on."""

    names: tuple[str, ...] = ()
    latest_end: datetime | None = None
    breather: bool = False

    @property
    def enough(self) -> bool:
        """Whether there are people enough to make a plan for."""
        return len(self.names) >= FEWEST_PEOPLE


def whole_minute(instant: datetime) -> datetime:
    """The minute that a wall clock shows at an instant; plans are told from there, so that sums agree."""
    return instant.replace(second=0, microsecond=0)


def plan_page(agenda: Agenda, draft: Draft, begin: datetime, zone: tzinfo | None, manner: Manner = WRITTEN) -> PlanPage:
    """What to say when the session begins at `begin`, a whole minute."""
    if not draft.enough:
        return _example(agenda, draft, begin, zone)
    group = _group(agenda, draft)
    boxes = plan(agenda, group)
    whole = end_of(schedule(agenda, boxes, begin, zone))
    count = len(draft.names)
    page = PlanPage(
        heading=ngettext("PLANEN FOR {count} DELTAKER", "PLANEN FOR {count} DELTAKERE", count).format(count=count),
        note=_too_many(agenda, draft, begin, zone),
        end=time_of_day(begin + whole, zone),
        summary=_("{span} hvis dere begynner nå").format(span=in_minutes(whole)),
        verdict="",
        late=False,
        rows=tuple(_rows(agenda, group, boxes, begin, zone, manner)),
    )
    if draft.latest_end is None:
        return page
    return _with_verdict(page, fit(agenda, group, begin, draft.latest_end, zone), begin, draft.latest_end, zone, manner)


def likely_end(agenda: Agenda, begin: datetime) -> datetime:
    """When a session is likely to have to end that begins now, a quarter of an hour on the clock: only an example.

    As long as the agenda says that it should be, or else for as many people as it is made for.
    """
    size = agenda.group or USUAL_GROUP
    span = agenda.duration.most if isinstance(agenda.duration, Span) else None
    end = begin + (span or total(plan(agenda, Group.of([str(number) for number in range(size)]))))
    return end + -timedelta(minutes=end.minute) % QUARTER


def breather_effect(agenda: Agenda, draft: Draft, begin: datetime, zone: tzinfo | None) -> tuple[str, str] | None:
    """What the short break is, and when the other choice would end; None where it is not offered."""
    if not offers_breather(agenda, len(draft.names)):
        return None
    plans = [plan(agenda, _group(agenda, replace(draft, breather=chosen))) for chosen in (False, True)]
    without, with_it = (begin + end_of(schedule(agenda, boxes, begin, zone)) for boxes in plans)
    span = total(plans[1]) - total(plans[0])
    about = _("{span} etter runde {round}").format(span=in_words(span), round=BREATHER_AFTER_ROUND)
    if draft.breather:
        return about, _("uten: ferdig {time}").format(time=time_of_day(without, zone))
    effect = _("med: ferdig {time}").format(time=time_of_day(with_it, zone))
    return about, effect


def _group(agenda: Agenda, draft: Draft) -> Group:
    return Group.of(draft.names, breather=draft.breather and offers_breather(agenda, len(draft.names)))


def _example(agenda: Agenda, draft: Draft, begin: datetime, zone: tzinfo | None) -> PlanPage:
    size = agenda.group or USUAL_GROUP
    group = Group.of([str(number) for number in range(1, size + 1)])
    boxes = plan(agenda, group)
    note = _(
        "Skriv navnet på alle som er her, ett om gangen, eller lim inn en liste. Da kommer planen for akkurat dere."
    )
    if draft.names:
        note = _("Det må være minst to for å ha en økt. Legg til én til, så kommer planen.")
    return PlanPage(
        heading=_("EKSEMPEL: {count} DELTAKERE").format(count=size),
        note=note,
        end="",
        summary="",
        verdict="",
        late=False,
        rows=tuple(row for row in _rows(agenda, group, boxes, begin, zone, WRITTEN) if not row.detail),
        example=True,
    )


def _rows(  # noqa: PLR0913, PLR0917 - whose plan, when, and how it is said
    agenda: Agenda,
    group: Group,
    boxes: tuple[Timebox, ...],
    begin: datetime,
    zone: tzinfo | None,
    manner: Manner,
) -> Iterator[PlanRow]:
    stops = schedule(agenda, boxes, begin, zone)
    end = begin + end_of(stops)
    for step in agenda.steps:
        places = [place for place, box in enumerate(boxes) if box.step == step.id]
        if not places:
            continue
        own, first, last = [boxes[place] for place in places], stops[places[0]], stops[places[-1]]
        at = begin + first.begin
        if first.waits:
            yield PlanRow(time_of_day(at - first.waits, zone), _("Ventetid"), _span(first.waits))
        rounds = list(_rounds(step, own, group, at, zone))
        people = len({box.focus for box in own if box.focus is not None})
        each = total([box for box in own if box.round == 0 and not is_breather(step, box)])
        note = _("{count} × {span}").format(count=people, span=_span(each)) if people else ""
        yield PlanRow(time_of_day(at, zone), manner.step(step), _span(last.end - first.begin), note)
        yield from rounds
    yield PlanRow(time_of_day(end, zone), _("Ferdig"), _span(end - begin))


def _rounds(step: Step, own: list[Timebox], group: Group, begin: datetime, zone: tzinfo | None) -> Iterator[PlanRow]:
    """A line for each round and for the short break, where the step repeats."""
    names = {person.id: person.name for person in group.people}
    at = begin
    last: tuple[str | None, bool] | None = None
    for box in own:
        here = (box.focus, is_breather(step, box))
        if box.focus is not None and here != last:
            same = [other for other in own if (other.focus, is_breather(step, other)) == here]
            label = _("kort pause") if here[1] else names[box.focus]
            yield PlanRow(time_of_day(at, zone), label, _span(total(same)), detail=True)
            last = here
        at += box.planned


def _span(span: timedelta) -> str:
    """Minutes, as an agenda counts them; with seconds only where there are some."""
    return in_words(span) if span % MINUTE else in_minutes(span)


def _too_many(agenda: Agenda, draft: Draft, begin: datetime, zone: tzinfo | None) -> str:
    if agenda.group is None or len(draft.names) <= agenda.group:
        return ""
    (larger, long), (smaller, short) = two_groups(agenda, draft.names, breather=draft.breather)
    advice = _("Veilederen anbefaler høyst {group} i en gruppe.").format(group=agenda.group)
    if smaller < FEWEST_PEOPLE:
        return advice
    if larger == smaller:
        split = _("To grupper på {size} blir ferdige {time}.").format(size=larger, time=time_of_day(begin + long, zone))
    else:
        split = _("To grupper blir ferdige {long} ({larger} deltakere) og {short} ({smaller}).").format(
            larger=larger,
            smaller=smaller,
            long=time_of_day(begin + long, zone),
            short=time_of_day(begin + short, zone),
        )
    return " ".join((advice, split, _("Dere kan også gå videre sammen.")))


def _with_verdict(  # noqa: PLR0913, PLR0917 - which page, when, and how it is said
    page: PlanPage, fits: Fit, begin: datetime, latest_end: datetime, zone: tzinfo | None, manner: Manner
) -> PlanPage:
    limit = _at(latest_end, begin, zone)
    if not fits.missing:
        left = fits.slack - fits.slack % MINUTE
        if not left:
            return replace(page, verdict=_("● Akkurat tid nok til {time}").format(time=limit))
        return replace(page, verdict=_("● {span} til overs før {time}").format(span=_long(left), time=limit))
    return replace(
        page,
        verdict=_("▲ {span} for lite til {time}").format(span=_long(_up(fits.missing)), time=limit),
        late=True,
        gives_heading=_("Dette kan kortes ned, med inntil") if fits.gives else "",
        gives=tuple(PlanRow("", _give_label(give, manner), _span(give.span)) for give in fits.gives),
        gives_end=_outcome(fits),
    )


def _give_label(give: Give, manner: Manner) -> str:
    name = manner.step(give.step)
    match give.source:
        case Source.BREATHER:
            return _("Kort pause i {step}").format(step=name)
        case Source.BREAK:
            return name
        case Source.RANGE | Source.DISCUSSION:
            return f"{name}: {give.phase}" if give.phase else name


def _outcome(fits: Fit) -> str:
    together = _("Til sammen inntil {span}.").format(span=_span(fits.could_give)) if fits.gives else ""
    if not fits.still_missing:
        return " ".join((together, _("Det holder.")))
    still = _("Da mangler det fortsatt {span}: Begynn før, slutt senere, eller del gruppa.")
    if fits.rounds_suffice:
        still = _("Da mangler det fortsatt {span}: Slutt senere, del gruppa, eller gi alle {each} kortere runde.")
    if not fits.gives:
        still = _("Ingenting i planen kan kortes ned: Slutt senere, eller ta bort noe fra agendaen.")
    return f"{together} {still.format(span=_span(_up(fits.still_missing)), each=_span(fits.from_each_round))}".strip()


def _up(span: timedelta) -> timedelta:
    """Whole minutes, rounded up: a minute begun is missing too."""
    return MINUTE * -(-span // MINUTE)


def _long(span: timedelta) -> str:
    """Minutes up to a couple of hours, hours beyond."""
    return in_words(span) if span >= timedelta(hours=3) else in_minutes(span)


def _at(instant: datetime, today: datetime, zone: tzinfo | None) -> str:
    """A time of day, with a word about the day when it is not today."""
    time = time_of_day(instant, zone)
    tomorrow = instant.astimezone(zone).date() > today.astimezone(zone).date()
    return _("{time} i morgen").format(time=time) if tomorrow else time
