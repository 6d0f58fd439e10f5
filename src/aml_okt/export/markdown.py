"""The minutes as Markdown: readable as it stands, and the source of the other written formats."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from aml_okt.core.actions import Action
from aml_okt.core.carrying import from_last
from aml_okt.core.durations import MINUTE
from aml_okt.core.minutes import Attendee, Minutes, NextMeeting, SharedNote, StepHeld
from aml_okt.export.bars import DENSE, FULL, LIGHT, bar
from aml_okt.export.markdown_text import embedded, plain
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext, pgettext
from aml_okt.wording import date_in_words, day_in_words, in_minutes, moment_in_words

Rows = Sequence[Sequence[str]]

WIDEST_BAR = 24
"""Columns of the longest bar."""
WIDEST_MARK = 3
"""Columns for each time that a factor was named, where there is room."""

_NOTHING = "–"


def minutes_title(minutes: Minutes) -> str:
    """What the document is called, as plain text."""
    return _("Referat: {title}").format(title=minutes.title)


def to_markdown(minutes: Minutes) -> str:
    """The whole document, ending in one line feed."""
    return "\n\n".join(part for part in _parts(minutes) if part) + "\n"


def _parts(minutes: Minutes) -> Iterator[str]:
    yield "# " + plain(minutes_title(minutes))
    if minutes.rehearsal:
        yield "**" + _("Dette er fra en øvelse og er ikke referat fra et virkelig møte.") + "**"
    yield facts(
        (_("Tjeneste"), minutes.unit),
        (_("Dato"), day_in_words(minutes.day)),
        (_("Tid"), _times(minutes)),
        (_("Sted"), minutes.place),
    )
    yield "## " + _("Deltakere")
    yield _items(_attendee(person) for person in minutes.attendees)
    yield "## " + _("Det vi gjorde")
    yield from _steps(minutes.steps, minutes.outside)
    if minutes.ended is None:
        yield _("Økta var ikke avsluttet da dette ble skrevet.")
    yield from _factors(minutes)
    for title, notes in ((_("Notater"), minutes.notes), (_("Delt fra rundene"), minutes.shared_from_rounds)):
        if notes:
            yield f"## {title}"
            yield from notes_under_headings(notes, level=3)
    yield "## " + _("Tiltak")
    yield from _actions(minutes.actions)
    yield "## " + _("Neste møte")
    yield _next_meeting(minutes.next_meeting)
    yield "## " + _("Om referatet")
    yield _confidence(minutes)


def facts(*those: tuple[str, str]) -> str:
    """Facts in plain text, each under its name; those that are not known are left out."""
    return _items(f"**{name}:** {plain(value)}" for name, value in those if value)


def _times(minutes: Minutes) -> str:
    begun, ended = minutes.begun, minutes.ended
    if begun is None:
        return _("Økta ble ikke satt i gang.")
    if ended is None:
        return _("fra kl. {begun}").format(begun=f"{begun:%H:%M}")
    if ended.date() != begun.date():
        return _("fra kl. {begun} til {ended}").format(
            begun=f"{begun:%H:%M}", ended=moment_in_words(ended, ended.tzinfo)
        )
    return _("kl. {begun}–{ended}").format(begun=f"{begun:%H:%M}", ended=f"{ended:%H:%M}")


def _attendee(person: Attendee) -> str:
    roles = [
        *([_("fasilitator")] if person.facilitator else []),
        *([_("gikk før slutten")] if person.gone else []),
    ]
    return f"{plain(person.name)} ({', '.join(roles)})" if roles else plain(person.name)


def _steps(steps: Sequence[StepHeld], outside: timedelta | None) -> Iterator[str]:
    """What was planned and used as a table with a picture; where no times are told, only the steps."""
    timed = [(step, step.planned, step.used) for step in steps if step.planned is not None and step.used is not None]
    if not timed:
        yield _items(map(_step, steps))
        return
    longest = max((max(planned, used) for _of, planned, used in timed), default=MINUTE) or MINUTE
    rows = [
        (_step(step), in_minutes(planned), _used(used), _time_bar(planned, used, longest))
        for step, planned, used in timed
    ]
    outside = outside or timedelta()
    if outside >= MINUTE:
        rows.append((_("Klokka sto, eller vi ventet"), _NOTHING, in_minutes(outside), ""))
    whole = in_minutes(sum((planned for _of, planned, _used in timed), timedelta()))
    used = _used(sum((used for _of, _planned, used in timed), outside))
    together = _("Til sammen")
    rows.append((f"**{together}**", f"**{whole}**", f"**{used}**", ""))
    yield _table((_("Steg"), _("Planlagt"), _("Brukt"), _("Vist som søyle")), rows, "lrrl")
    yield _legend(
        (FULL, _("brukt, innenfor planen")), (DENSE, _("brukt ut over planen")), (LIGHT, _("planlagt og ikke brukt"))
    )


def _time_bar(planned: timedelta, used: timedelta, longest: timedelta) -> str:
    """The bar of whole minutes, so that it shows what the figures beside it say."""

    def columns(minutes: float) -> float:
        return WIDEST_BAR * minutes * (MINUTE / longest)

    plan, spent = round(planned / MINUTE), max(1, round(used / MINUTE)) if used else 0
    return bar(
        (FULL, columns(min(plan, spent))),
        (DENSE, columns(max(0, spent - plan))),
        (LIGHT, columns(max(0, plan - spent))),
    )


def _legend(*signs: tuple[str, str]) -> str:
    return ", ".join(f"{bar((sign, 1))} {meaning}" for sign, meaning in signs) + "."


def _step(step: StepHeld) -> str:
    name = _numbered(step.number, step.title)
    if not step.rounds:
        held_none = _("{step} (ingen runder)")
        return held_none.format(step=name) if step.rounds_planned else name
    rounds = ngettext("én runde", "{count} runder", step.rounds)
    if step.rounds < step.rounds_planned:
        rounds = _("{count} av {planned} runder")
    elif step.rounds > step.rounds_planned > 0:
        rounds = _("{count} runder, {planned} planlagt")
    rounds = rounds.format(count=step.rounds, planned=step.rounds_planned)
    return f"{name} ({rounds})"


def _used(span: timedelta) -> str:
    if not span:
        return _NOTHING
    return in_minutes(span) if span >= MINUTE else _("under 1 min")


def _factors(minutes: Minutes) -> Iterator[str]:
    if not minutes.factors:
        return
    yield "## " + _("Faktorene vi nevnte")
    most = max(named.strength + named.risk for named in minutes.factors)
    wide = min(WIDEST_MARK, WIDEST_BAR / most)
    rows = [
        (
            plain(named.factor),
            str(named.strength),
            str(named.risk),
            bar((FULL, named.strength * wide), (LIGHT, named.risk * wide)),
        )
        for named in minutes.factors
    ]
    yield _table((_("Faktor"), _("Som styrke"), _("Som risiko"), _("Vist som søyle")), rows, "lrrl")
    yield _legend((FULL, _("nevnt som styrke")), (LIGHT, _("nevnt som risiko")))


def notes_under_headings(notes: Sequence[SharedNote], level: int) -> Iterator[str]:
    """Notes, each under the name of its step as a heading of this level; those of one step share it."""
    heading = ""
    for note in notes:
        name = _numbered(note.number, note.title)
        if name != heading:
            yield "#" * level + " " + name
        heading = name
        yield embedded(note.text, below=level)


def _actions(actions: Sequence[Action]) -> Iterator[str]:
    """What was agreed on here, and what came from earlier sessions and is done or goes on."""
    earlier = from_last(actions)
    new = [action for action in actions if action not in earlier]
    if not earlier:
        yield _new_actions(new) if new else _("Ingen tiltak er skrevet ned.")
        return
    yield "### " + _("Fra tidligere økter")
    rows = [
        (*_action(action), date_in_words(action.since) if action.since else _NOTHING, _went(action))
        for action in earlier
    ]
    yield _table((pgettext("ett", "Tiltak"), _("Ansvarlig"), _("Frist"), _("Avtalt"), _("Status")), rows, "lllll")
    yield "### " + _("Avtalt i denne økta")
    yield _new_actions(new) if new else _("Ingen nye tiltak er skrevet ned.")


def _new_actions(actions: Sequence[Action]) -> str:
    rows = [(*_action(action), _("gjort") if action.done else _("åpent")) for action in actions]
    return _table((pgettext("ett", "Tiltak"), _("Ansvarlig"), _("Frist"), _("Status")), rows, "llll")


def _action(action: Action) -> tuple[str, str, str]:
    due = date_in_words(action.due) if action.due else _NOTHING
    return plain(action.text), plain(action.owner) or _NOTHING, due


def _went(action: Action) -> str:
    return _("gjort") if action.done else _("føres videre")


def _next_meeting(meeting: NextMeeting | None) -> str:
    if meeting is None:
        return _("Neste møte er ikke avtalt ennå.")
    when = day_in_words(meeting.day)
    if meeting.at is not None:
        when = _("{day} kl. {time}").format(day=when, time=f"{meeting.at:%H:%M}")
    if meeting.place:
        when = _("{when}, {place}").format(when=when, place=plain(meeting.place))
    return _("Vi møtes igjen {when}.").format(when=when)


def _confidence(minutes: Minutes) -> str:
    """What this record is, and what it is not."""
    sentences = [
        _("Referatet viser hva gruppa gjorde, og hva den valgte å dele."),
        _("Det gjengir ikke samtalen, og private notater er ikke med."),
    ]
    if minutes.confidential:
        steps = ", ".join(_("«{step}»").format(step=plain(step)) for step in minutes.confidential)
        belongs = (
            _("Det som ble sagt i {steps}, tilhører den som var i fokus. Bare det de selv har valgt å dele, er med.")
            if minutes.shared_from_rounds
            else _("Det som ble sagt i {steps}, tilhører den som var i fokus, og står aldri i et referat.")
        )
        sentences.append(belongs.format(steps=steps))
    if minutes.anonymous:
        sentences.append(_("Deltakerne har numre i stedet for navn."))
    return " ".join(sentences)


def _numbered(number: str, title: str) -> str:
    return plain(f"{number} {title}" if number else title)


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(head: Sequence[str], rows: Rows, sides: str) -> str:
    rules = ["---:" if side == "r" else "---" for side in sides]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))
