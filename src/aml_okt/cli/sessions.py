"""`aml-okt sessions`: which sessions there are."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

import click
import msgspec
from msgspec.structs import replace

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.expected import failure
from aml_okt.cli.output import line, lines, print_json, remark
from aml_okt.cli.program import Desk
from aml_okt.cli.standing import standing_in_words
from aml_okt.cli.typed import typed
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.glance import Standing
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.listing import Seen, Unreadable, sessions_in
from aml_okt.wording import ago_in_words, moment_in_words


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One session in the list. Of one that cannot be read, only the name and the place are known."""

    session: str
    folder: str
    title: str | None = None
    unit: str | None = None
    created: datetime | None = None
    state: Standing | None = None
    people: int | None = None
    rehearsal: bool | None = None
    age_days: int | None = None
    private_notes: int | None = None


@click.command(
    "sessions",
    cls=speech.Command,
    says=COMMANDS["sessions"].says,
    more=message("Øvelser er ikke med; dem får du med --rehearsals."),
)
@click.option(
    "--rehearsals", "practice", cls=speech.Option, is_flag=True, says=message("List opp øvelsene i stedet for øktene.")
)
@click.option(
    "--json", "as_json", cls=speech.Option, is_flag=True, says=message("Svar som JSON, til andre programmer.")
)
@click.pass_obj
def sessions(desk: Desk, *, practice: bool, as_json: bool) -> None:
    """List the sessions or the rehearsals; those that cannot be read are there too, and what is wrong is said."""
    found = list(_told(sessions_in(desk.root, desk.clock, rehearsals=practice)))
    today = desk.clock.now().wall.astimezone(desk.clock.zone).date()
    if as_json:
        print_json([_as_data(seen, today, desk.clock.zone) for seen in found])
        return
    if not found:
        line(_none(one_line(str(desk.root)), practice=practice))
    names = [one_line(seen.name) for seen in found]
    widest = max(map(len, names), default=0)
    lines(
        f"{name:<{widest}}  {_in_words(seen, today, desk.clock.zone)}" for name, seen in zip(names, found, strict=True)
    )


def _none(root: str, *, practice: bool) -> str:
    if practice:
        none, how = _("Det er ingen øvelser i {root} ennå."), typed("start", "--rehearse")
    else:
        none, how = _("Det er ingen økter i {root} ennå."), typed("start")
    return " ".join((none.format(root=root), _("Begynn en med «{command}».").format(command=how)))


def _told(found: Iterable[Seen | Unreadable]) -> Iterator[Seen | Unreadable]:
    """What was found, after what is wrong with it has been said."""
    for seen in found:
        if isinstance(seen, Unreadable):
            remark(f"{one_line(seen.name)}: {failure(seen.error).message}")
        else:
            remark(seen.damage)
        yield seen


def _as_data(seen: Seen | Unreadable, today: date, zone: tzinfo | None) -> Listed:
    listed = Listed(session=one_line(seen.name), folder=_as_text(seen.folder))
    if isinstance(seen, Unreadable):
        return listed
    return replace(
        listed,
        title=seen.title,
        unit=seen.unit,
        created=seen.created,
        state=seen.standing,
        people=seen.people,
        rehearsal=seen.rehearsal,
        age_days=_age(seen, today, zone),
        private_notes=seen.private_notes,
    )


def _in_words(seen: Seen | Unreadable, today: date, zone: tzinfo | None) -> str:
    if isinstance(seen, Unreadable):
        return _("kan ikke leses")
    parts = (
        standing_in_words(seen.standing),
        moment_in_words(seen.created, seen.created.tzinfo),
        one_line(seen.unit),
        one_line(seen.title),
        ago_in_words(_age(seen, today, zone)),
        _private_in_words(seen.private_notes),
        _("øvelse") if seen.rehearsal else "",
    )
    return " · ".join(part for part in parts if part)


def _age(seen: Seen, today: date, zone: tzinfo | None) -> int:
    """How many days ago a session was created."""
    return (today - seen.created.astimezone(zone).date()).days


def _private_in_words(count: int) -> str:
    return ngettext("ett privat notat", "{count} private notater", count).format(count=count) if count else ""


def _as_text(path: str) -> str:
    """A path as JSON can hold it; a name may have bytes that are no letters."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
