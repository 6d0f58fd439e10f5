"""The minutes as Markdown: readable as it stands, and the source of the other written formats."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from aml_okt.core.actions import Action
from aml_okt.core.durations import MINUTE
from aml_okt.core.minutes import Attendee, Minutes, NextMeeting, SharedNote, StepHeld
from aml_okt.export.markdown_text import embedded, plain
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.wording import day_in_words, in_minutes, moment_in_words

Rows = Sequence[Sequence[str]]

_NOTE_HEADING = 3
_NOTHING = "–"


def to_markdown(minutes: Minutes) -> str:
    """The whole document, ending in one line feed."""
    return "\n\n".join(part for part in _parts(minutes) if part) + "\n"


def _parts(minutes: Minutes) -> Iterator[str]:
    yield "# " + _("Referat: {title}").format(title=plain(minutes.title))
    if minutes.rehearsal:
        yield "**" + _("Dette er fra en øvelse og er ikke referat fra et virkelig møte.") + "**"
    yield _facts(minutes)
    yield "## " + _("Deltakere")
    yield _items(_attendee(person) for person in minutes.attendees)
    yield "## " + _("Det vi gjorde")
    yield _steps(minutes.steps, minutes.outside)
    if minutes.ended is None:
        yield _("Økta var ikke avsluttet da dette ble skrevet.")
    yield from _factors(minutes)
    yield from _notes(minutes.notes)
    yield "## " + _("Tiltak")
    yield _actions(minutes.actions)
    yield "## " + _("Neste møte")
    yield _next_meeting(minutes.next_meeting)
    yield "## " + _("Om referatet")
    yield _confidence(minutes.confidential)


def _facts(minutes: Minutes) -> str:
    facts = [
        (_("Tjeneste"), plain(minutes.unit)),
        (_("Dato"), day_in_words(minutes.day)),
        (_("Tid"), _times(minutes)),
        (_("Sted"), plain(minutes.place)),
    ]
    return _items(f"**{name}:** {value}" for name, value in facts if value)


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


def _steps(steps: Sequence[StepHeld], outside: timedelta) -> str:
    rows = [(_step(step), in_minutes(step.planned), _used(step.used)) for step in steps]
    planned = sum((step.planned for step in steps), timedelta())
    used = sum((step.used for step in steps), outside)
    if outside >= MINUTE:
        rows.append((_("Klokka sto, eller vi ventet"), _NOTHING, in_minutes(outside)))
    together = _("Til sammen")
    rows.append((f"**{together}**", f"**{in_minutes(planned)}**", f"**{_used(used)}**"))
    return _table((_("Steg"), _("Planlagt"), _("Brukt")), rows, "lrr")


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
    rows = [(plain(named.factor), str(named.strength), str(named.risk)) for named in minutes.factors]
    yield _table((_("Faktor"), _("Som styrke"), _("Som risiko")), rows, "lrr")


def _notes(notes: Sequence[SharedNote]) -> Iterator[str]:
    if not notes:
        return
    yield "## " + _("Notater")
    heading = ""
    for note in notes:
        name = _numbered(note.number, note.title)
        if name != heading:
            yield "#" * _NOTE_HEADING + " " + name
        heading = name
        yield embedded(note.text, below=_NOTE_HEADING)


def _actions(actions: Sequence[Action]) -> str:
    if not actions:
        return _("Ingen tiltak er skrevet ned.")
    rows = [
        (
            plain(action.text),
            plain(action.owner) or _NOTHING,
            day_in_words(action.due) if action.due else _NOTHING,
            _("gjort") if action.done else _("åpent"),
        )
        for action in actions
    ]
    return _table((_("Tiltak"), _("Ansvarlig"), _("Frist"), _("Status")), rows, "llll")


def _next_meeting(meeting: NextMeeting | None) -> str:
    if meeting is None:
        return _("Neste møte er ikke avtalt ennå.")
    when = day_in_words(meeting.day)
    if meeting.at is not None:
        when = _("{day} kl. {time}").format(day=when, time=f"{meeting.at:%H:%M}")
    if meeting.place:
        when = _("{when}, {place}").format(when=when, place=plain(meeting.place))
    return _("Vi møtes igjen {when}.").format(when=when)


def _confidence(confidential: Sequence[str]) -> str:
    text = _("Referatet viser hva gruppa gjorde og valgte å dele. Private notater er ikke med.")
    if confidential:
        steps = ", ".join(_("«{step}»").format(step=plain(step)) for step in confidential)
        text += " " + _("Det som ble sagt i {steps}, tilhører den som var i fokus, og står aldri i et referat.").format(
            steps=steps
        )
    return text


def _numbered(number: str, title: str) -> str:
    return plain(f"{number} {title}" if number else title)


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(head: Sequence[str], rows: Rows, sides: str) -> str:
    rules = ["---:" if side == "r" else "---" for side in sides]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))
