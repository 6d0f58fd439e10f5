"""`aml-okt doctor`: what the program is, what it runs on, and what stands in its way; fit to be shown to anybody."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.failure import FAILED
from aml_okt.cli.health.discretion import Surroundings
from aml_okt.cli.health.findings import Examined, Remark
from aml_okt.cli.health.habits import choices, language_and_time
from aml_okt.cli.health.places import places
from aml_okt.cli.health.software import software
from aml_okt.cli.health.surface import surface
from aml_okt.cli.output import lines
from aml_okt.cli.program import Desk
from aml_okt.core.message import message
from aml_okt.i18n import gettext as _

_WIDTH = 80
"""Columns that a line of the report takes at most."""


@click.command(
    "doctor",
    cls=speech.Command,
    says=COMMANDS["doctor"].says,
    more=message(
        "Svaret kan du lime inn når du melder fra om en feil. Ingen navn, notater eller mappenavn av dine er med."
    ),
)
@click.pass_obj
def doctor(desk: Desk) -> None:
    """Look at everything, tell it, and end with 1 when something stops the program."""
    surroundings = Surroundings.here()
    examined = (
        software(),
        places(desk.root, surroundings),
        surface(surroundings),
        language_and_time(desk.clock, surroundings),
        choices(Path.cwd()),
    )
    lines(map(surroundings.masked, _report(examined)))
    if any(remark.stops for part in examined for remark in part.remarks):
        click.get_current_context().exit(FAILED)


def _report(examined: Sequence[Examined]) -> Iterator[str]:
    widest = max(len(row.about) for part in examined for row in part.rows)
    for part in examined:
        yield part.title
        for row in part.rows:
            first, *rest = wrap(row.found, _WIDTH - widest - 4, break_long_words=False, break_on_hyphens=False) or [""]
            yield f"  {row.about:<{widest}}  {first}"
            yield from (f"  {'':<{widest}}  {more}" for more in rest)
        yield ""
    remarks = [remark for part in examined for remark in part.remarks]
    if not remarks:
        yield _("Alt ser ut til å være i orden.")
        return
    yield from _remarks(_("Dette må rettes først:"), [remark for remark in remarks if remark.stops])
    yield from _remarks(_("Dette er verdt å vite:"), [remark for remark in remarks if not remark.stops])


def _remarks(title: str, remarks: Sequence[Remark]) -> Iterator[str]:
    if remarks:
        yield title
        yield from (f"  – {remark.sentence}" for remark in remarks)
