"""`aml-okt sessions`: which sessions there are."""

from datetime import datetime
from pathlib import Path

import click
import msgspec

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.expected import failure
from aml_okt.cli.output import line, print_json, remark
from aml_okt.cli.program import Desk
from aml_okt.cli.status import standing_in_words
from aml_okt.clock import Clock
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files import folders
from aml_okt.glance import Glance, Standing, glance
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.loading import EXPECTED
from aml_okt.private_notes import count_private
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
    wanted = folders.rehearsals(desk.root) if practice else folders.sessions(desk.root)
    found = [_listed(folder, desk.clock) for folder in wanted]
    if as_json:
        print_json(found)
        return
    if not found:
        line(_none(practice=practice).format(root=one_line(str(desk.root))))
    widest = max((len(listed.session) for listed in found), default=0)
    for listed in found:
        line(f"{listed.session:<{widest}}  {_in_words(listed)}")


def _none(*, practice: bool) -> str:
    if practice:
        return _("Det er ingen øvelser i {root} ennå. Begynn en med «aml-okt start --rehearse».")
    return _("Det er ingen økter i {root} ennå. Begynn en med «aml-okt start».")


def _listed(folder: Path, clock: Clock) -> Listed:
    try:
        seen = glance(folder, clock)
    except EXPECTED as error:
        click.echo(f"{one_line(folder.name)}: {failure(error).message}", err=True)
        return Listed(session=one_line(folder.name), folder=_as_text(folder))
    remark(seen.damage)
    return _readable(seen, clock)


def _readable(seen: Glance, clock: Clock) -> Listed:
    state = seen.state
    today = clock.now().wall.astimezone(clock.zone).date()
    return Listed(
        session=one_line(seen.folder.name),
        folder=_as_text(seen.folder),
        title=state.agenda.title,
        unit=state.created.unit,
        created=state.created_at,
        state=seen.standing,
        people=len(state.course.people),
        rehearsal=state.created.rehearsal is not None,
        age_days=(today - state.created_at.astimezone(clock.zone).date()).days,
        private_notes=count_private(seen.folder, state.agenda),
    )


def _in_words(listed: Listed) -> str:
    if listed.state is None or listed.created is None:
        return _("kan ikke leses")
    parts = [
        standing_in_words(listed.state),
        moment_in_words(listed.created, listed.created.tzinfo),
        one_line(listed.unit or ""),
        one_line(listed.title or ""),
        "" if listed.age_days is None else ago_in_words(listed.age_days),
        _private_in_words(listed.private_notes or 0),
        _("øvelse") if listed.rehearsal else "",
    ]
    return " · ".join(part for part in parts if part)


def _private_in_words(count: int) -> str:
    return ngettext("ett privat notat", "{count} private notater", count).format(count=count) if count else ""


def _as_text(path: Path) -> str:
    """A path as JSON can hold it; a name may have bytes that are no letters."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
