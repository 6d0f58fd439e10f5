"""`aml-okt report`: what many sessions add up to over time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.expected import failure
from aml_okt.cli.export_kinds import Output
from aml_okt.cli.export_target import Target, check, formats_for
from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.kinds import Folder, Line, OneOf
from aml_okt.cli.output import line, print_bytes, remark
from aml_okt.cli.program import Desk
from aml_okt.cli.typed import typed
from aml_okt.core.days import DayFault, read_day
from aml_okt.core.message import message
from aml_okt.core.report import Contribution
from aml_okt.core.report_totals import Tally
from aml_okt.core.text import one_line
from aml_okt.export.document import Document
from aml_okt.export.formats import Format, written
from aml_okt.files.atomic import write_atomically
from aml_okt.i18n import gettext as _
from aml_okt.i18n import language
from aml_okt.reporting import Damaged, NeverBegun, Unreadable, Wanted, read_sessions

FORMATS = (Format.MARKDOWN, Format.HTML, Format.JSON)
FILE_STEM = "rapport"
"""What the file is called in a folder, but for how it ends."""
_A_YEAR = timedelta(days=365)


@click.command(
    "report",
    cls=speech.Command,
    says=COMMANDS["report"].says,
    more=message(
        "MAPPE er flere mapper med økter, i tillegg til den vanlige. Øvelser er ikke med. "
        "Rapporten har ingen notater, ingen navn på deltakere og ingen tekst fra tiltak."
    ),
)
@click.argument("more", cls=speech.Argument, nargs=-1, type=Folder(), value=message("MAPPE …"))
@click.option(
    "--since",
    cls=speech.Option,
    value=message("DAG"),
    says=message("Ta bare med økter fra og med denne dagen, for eksempel «1.8.2026»."),
)
@click.option(
    "--unit",
    cls=speech.Option,
    type=Line(),
    default="",
    value=message("TEKST"),
    says=message("Ta bare med tjenester som har dette i navnet."),
)
@click.option(
    "-f",
    "--format",
    "form",
    cls=speech.Option,
    type=OneOf(FORMATS),
    value=message("FORMAT"),
    says=message(
        "Formatet på rapporten: «md», «html» eller «json». Uten dette brukes det som FIL slutter på, og ellers «md»."
    ),
)
@click.option(
    "-o",
    "--output",
    cls=speech.Option,
    type=Output(),
    value=message("FIL"),
    says=message("Skriv til denne fila eller mappa i stedet for å vise rapporten på skjermen."),
)
@click.pass_obj
def report(  # noqa: PLR0913, PLR0917 - one for each option
    desk: Desk, /, more: tuple[Path, ...], since: str | None, unit: str, form: str | None, output: Target | None
) -> None:
    """Report over all sessions in the usual folder, and in those named besides."""
    form = _format(form, output)
    today = desk.clock.now().wall.astimezone(desk.clock.zone).date()
    wanted = Wanted(None if since is None else _since(since, today), unit)
    for folder in more:
        if not folder.is_dir():
            raise Failure(_("Mappa {folder} finnes ikke.").format(folder=one_line(str(folder))), BAD_INPUT)
    tally = Tally()
    _deliver(output, form, _pieces(form, _added((desk.root, *more), wanted, tally), tally, wanted))
    if not tally.totals.sessions:
        remark(_how_to_fill_it(wanted))


def _how_to_fill_it(wanted: Wanted) -> str:
    """What to do about a report over nothing."""
    if wanted.since is not None or wanted.unit:
        return _("Ingen økter passer til utvalget. Uten --since og --unit er alle med.")
    empty = _("Rapporten er tom til dere har hatt en økt.")
    return " ".join((empty, _("Begynn en med «{command}».").format(command=typed("start"))))


def _format(asked: str | None, target: Target | None) -> Format:
    (form,) = formats_for(() if asked is None else (Format(asked),), target, FORMATS)
    if form not in FORMATS:
        raise _bad(_("En rapport kan ikke skrives som «{form}». Dette går an: {words}.").format(
            form=form.value, words=", ".join(FORMATS)))  # fmt: skip
    check(target, (form,))
    return form


def _since(text: str, today: date) -> date:
    """The day from which sessions count; one without a year is the last such day."""
    try:
        day = read_day(text, today)
        if day > today:
            earlier = read_day(text, today - _A_YEAR + timedelta(days=1))
            day = earlier if (earlier.month, earlier.day) == (day.month, day.day) else day
    except DayFault as fault:
        bad = _("--since: «{text}» er ikke en dag. Skriv for eksempel «1.8» eller «1.8.2026».")
        raise _bad(bad.format(text=one_line(text))) from fault
    if day > today:
        raise _bad(_("--since: «{text}» er ikke kommet ennå. Skriv en dag som har vært.").format(text=one_line(text)))
    return day


def _added(roots: Iterable[Path], wanted: Wanted, tally: Tally) -> Iterator[Contribution]:
    """What each session gives, when it has been counted; what is wrong with one is told at once."""
    for read in read_sessions(roots, wanted):
        match read:
            case Contribution():
                tally.add(read)
                yield read
            case NeverBegun():
                tally.add_never_begun()
            case Unreadable(folder=folder, error=error):
                tally.add_unreadable()
                remark(f"{one_line(folder.name)}: {failure(error).message}")
            case Damaged(sentence=sentence):
                remark(sentence)


def _pieces(form: Format, sessions: Iterable[Contribution], tally: Tally, wanted: Wanted) -> Iterator[bytes]:
    """The report in a format, as it comes about."""
    if form is Format.JSON:
        from aml_okt.export.report_json import report_to_json  # noqa: PLC0415 - only what is asked for is loaded

        yield from report_to_json(wanted.since, wanted.unit, sessions, lambda: tally.totals)
        return
    # The Markdown parser that names go through takes a while to load.
    from aml_okt.export.report_markdown import report_title, report_to_markdown  # noqa: PLC0415

    for _one in sessions:
        pass
    text = report_to_markdown(tally.totals, tally.columns, wanted.since, wanted.unit)
    yield written(Document(report_title(), text, language()), form)


def _deliver(target: Target | None, form: Format, pieces: Iterator[bytes]) -> None:
    """Print the report, or put it where it belongs and print where that is."""
    if target is None or target.is_printed:
        for piece in pieces:
            print_bytes(piece)
        return
    path = target.path / f"{FILE_STEM}.{form}" if target.path.is_dir() else target.path
    write_atomically(path, pieces)
    line(str(path))


def _bad(sentence: str) -> speech.BadUse:
    return speech.BadUse(sentence, click.get_current_context())
