"""`aml-okt export`: the minutes as a file."""

from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.failure import Failure
from aml_okt.cli.kinds import File, OneOf
from aml_okt.cli.output import line, print_bytes, remark
from aml_okt.cli.program import Desk
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.folders import find_session, refuges
from aml_okt.files.lock import SessionBusyError, SessionLock
from aml_okt.files.notebook import Notebook
from aml_okt.files.refuges import Refuges
from aml_okt.glance import glance
from aml_okt.i18n import gettext as _
from aml_okt.opening import found_again_in_words

FORMATS = ("md",)


@click.command(
    "export",
    cls=speech.Command,
    says=message(
        "Skriv referatet fra en økt, og si hvor det ligger.\n\n"
        "ØKT er mappa til økta, navnet på den eller begynnelsen av navnet. Uten ØKT gjelder det den siste. "
        "Private notater kommer aldri med."
    ),
)
@click.argument("session", cls=speech.Argument, required=False, value=message("ØKT"))
@click.option(
    "-f",
    "--format",
    "format_name",
    cls=speech.Option,
    type=OneOf(FORMATS),
    default=FORMATS[0],
    value=message("FORMAT"),
    says=message("Formatet på referatet. «md» er Markdown, og det brukes når ikke noe annet er sagt."),
)
@click.option(
    "-o",
    "--output",
    cls=speech.Option,
    type=File(),
    value=message("FIL"),
    says=message(
        "Skriv til denne fila i stedet for «referat.md» i mappa til økta. Med «-» vises referatet på skjermen."
    ),
)
@click.pass_obj
def export(desk: Desk, session: str | None, format_name: str, output: Path | None) -> None:
    """Write the minutes of a session; the latest one when none is named."""
    # The Markdown parser that notes go through takes a while to load, and no other command needs it.
    from aml_okt.export.markdown import to_markdown  # noqa: PLC0415
    from aml_okt.minutes_file import gather, write_minutes  # noqa: PLC0415

    del format_name  # there is one so far
    seen = glance(find_session(desk.root, session), desk.clock)
    remark(seen.damage)
    remark(_put_in_place(seen.folder, desk))
    if output == Path("-"):
        gathered = gather(seen.folder, seen.state, seen.moment)
        for sentence in gathered.missing_in_words:
            remark(sentence)
        print_bytes(to_markdown(gathered.minutes).encode("utf-8", "backslashreplace"))
        return
    if output is not None and not output.parent.is_dir():
        raise Failure(
            _("Mappa {folder} finnes ikke. Lag den først, eller velg en annen.").format(
                folder=one_line(str(output.parent))
            )
        )
    written = write_minutes(seen.folder, seen.state, seen.moment, output)
    for sentence in written.remarks:
        remark(sentence)
    line(str(written.path))


def _put_in_place(folder: Path, desk: Desk) -> str:
    """Put notes in their place that it refused while the session was led, and say which are beside another text.

    While somebody leads the session nothing is touched.
    """
    places = refuges(folder)
    if not Refuges(places).notes:
        return ""
    try:
        lock = SessionLock(folder, desk.clock.now().wall, leads=False)
    except (SessionBusyError, OSError):
        return ""  # that they are not in the minutes is told with these
    try:
        return found_again_in_words(Notebook(folder, places).found_again)
    finally:
        lock.release()
