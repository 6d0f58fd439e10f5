"""`aml-okt start`: settle what the session begins with, and open the first screen."""

import sys
from datetime import time as time_of_day
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from aml_okt.cli import speech
from aml_okt.cli.agenda_file import origin_in_words
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.expected import busy_in_words
from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.kinds import AgendaFile, Line, SessionName
from aml_okt.cli.named_session import follow_session, session_at
from aml_okt.cli.people_kinds import Names
from aml_okt.cli.program import Desk
from aml_okt.cli.terminal import need_screen
from aml_okt.cli.time_kinds import UNSAID, Speed, TimeOfDay
from aml_okt.core.deciding import FEWEST_PEOPLE
from aml_okt.core.events import SessionCreated
from aml_okt.core.latest_end import next_instant
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.built_in import practice_agenda
from aml_okt.files.chosen_agenda import find_agenda
from aml_okt.files.folders import AGENDA_NAME, configuration_folder, latest_creation
from aml_okt.files.invocation import command
from aml_okt.files.known_agendas import KnownAgendas
from aml_okt.files.language_line import language_in
from aml_okt.files.lock import SessionBusyError, SessionLock
from aml_okt.files.settings import Settings, read_settings
from aml_okt.files.sync_clients import sync_client
from aml_okt.i18n import follow_language, language
from aml_okt.i18n import gettext as _
from aml_okt.lasting import lasting, resting
from aml_okt.loading import LoadedSession, load_session
from aml_okt.opening import LeftBehind, Opening, left_behind, read_agenda_file
from aml_okt.private_notes import Kept, old_private_notes

USUAL_SPEED = 10.0
"""How many times faster the clock of a guided rehearsal runs with an agenda of the user's own."""

GUIDED_SPEED = 5.0
"""The same with the short agenda: slow enough to read the tips, fast enough to see what the clock does."""


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `start`, one field each."""

    agenda: Path | None = None
    people: tuple[str, ...] = ()
    unit: str = ""
    place: str = ""
    end: time_of_day | None = None
    go: bool = False
    new: bool = False
    resume: str | None = None
    rehearse: float | None = None
    plain: bool = False

    @property
    def for_a_new_session(self) -> tuple[str, ...]:
        """The options given that only a new session has a use for."""
        given = {
            "--new": self.new,
            "--agenda": self.agenda is not None,
            "--people": self.people,
            "--unit": self.unit,
            "--place": self.place,
            "--end": self.end is not None,
            "--rehearse": self.rehearse is not None,
        }
        return tuple(option for option, was_given in given.items() if was_given)


@click.command(
    "start",
    cls=speech.Command,
    says=COMMANDS["start"].says,
    more=message(
        "Er den siste økta ikke ferdig, får du tilbud om å fortsette der dere var. "
        "Uten --agenda brukes «agenda.yaml» i mappa du står i, ellers din egen i innstillingsmappa, "
        "ellers den innebygde.\n\n"
        "Vil du øve først, så skriv --rehearse. Det tar to minutter. Da er navnene oppdiktet om du ikke skriver andre, "
        "og økta kommer aldri blant de virkelige."
    ),
)
@click.option(
    "--agenda",
    cls=speech.Option,
    type=AgendaFile(),
    value=message("FIL"),
    says=message("Agendaen dere skal følge: en fil, eller navnet på en innebygd («aml-okt agenda list»)."),
)
@click.option(
    "--people",
    cls=speech.Option,
    type=Names(),
    default="",
    value=message("NAVN"),
    says=message('Deltakerne, med komma mellom: "Kari, Ola, Liv".'),
)
@click.option(
    "--unit",
    cls=speech.Option,
    type=Line(),
    default="",
    value=message("TEKST"),
    says=message("Tjenesten dere hører til."),
)
@click.option(
    "--place", cls=speech.Option, type=Line(), default="", value=message("TEKST"), says=message("Stedet dere møtes.")
)
@click.option(
    "--end",
    cls=speech.Option,
    type=TimeOfDay(),
    value=message("TT:MM"),
    says=message("Når dere senest må være ferdige."),
)
@click.option(
    "--go", cls=speech.Option, is_flag=True, says=message("Hopp over den første skjermen, og gå rett til økta.")
)
@click.option("--new", cls=speech.Option, is_flag=True, says=message("Begynn en ny økt uten spørsmål om den forrige."))
@click.option(
    "--resume",
    cls=speech.Option,
    type=SessionName(),
    value=message("ØKT"),
    says=message("Fortsett denne økta: en mappe, et navn eller begynnelsen av det."),
)
@click.option(
    "--rehearse",
    cls=speech.Option,
    type=Speed(),
    is_flag=False,
    flag_value=UNSAID,
    value=message("[FART]"),
    says=message(
        "Øv. Uten FART får dere tips underveis, og en kort agenda som er gjort på to minutter. Med FART øver dere på "
        "hele agendaen, med en klokke som går så mange ganger fortere."
    ),
)
@click.option(
    "--plain",
    cls=speech.Option,
    is_flag=True,
    says=message(
        "Led økta linje for linje, uten en hel skjerm: for skjermlesere, leselist, enkle terminaler og skript. "
        "Skriv «hjelp» der for å høre hva du kan skrive."
    ),
)
@click.pass_obj
def start(desk: Desk, /, **wishes: Any) -> None:  # noqa: ANN401 - click gives each option its own kind of value
    """Open the screens, or lead by lines. Either is loaded here and nowhere else on the command line."""
    wanted = Wishes(**wishes)
    if wanted.plain:
        opening = settle(desk, wanted, Path.cwd())
        with lasting():
            from aml_okt.cli.lines import lead  # noqa: PLC0415 - the screens do without

        sys.exit(lead(opening))
    with resting():
        opening = settle(desk, wanted, Path.cwd())
        lines = command(desk.root, "start", "--plain")
        without = _("Uten en hel skjerm kan dere skrive «{command}».").format(command=lines)
        need_screen(command(desk.root, "start"), without)
        from aml_okt.tui.app import run  # noqa: PLC0415 - only this command may pay for Textual

        status = run(opening)
    if status is None:
        from aml_okt.cli.anew import begin_anew  # noqa: PLC0415 - for whoever meets another language

        status = begin_anew()
    sys.exit(status)


def settle(desk: Desk, wishes: Wishes, here: Path) -> Opening:
    """Everything that the screens begin with, for somebody who stands in the folder `here`.

    Raises:
        Failure: when the options do not go together.
        AgendaFaults, SettingsFaults, OSError: when the agenda or the settings cannot be used.
        NoSuchSessionError, SessionBusyError, DamagedJournalError, NotASessionError: when the session
            to resume is not there, is open elsewhere or cannot be read.

    """
    if wishes.resume is not None and wishes.for_a_new_session:
        raise Failure(
            _("{options} hører til en ny økt, og går ikke sammen med --resume.").format(
                options=", ".join(wishes.for_a_new_session)
            ),
            BAD_INPUT,
        )
    known = KnownAgendas()
    found = find_agenda(wishes.agenda, here, language=language())
    if wishes.resume is None:
        follow_language(language_in(found.path))
    resumed = None if wishes.resume is None else _resumable(desk, wishes.resume, known)
    # Whoever takes up a rehearsal and then chooses to begin anew, still wants to practise.
    rehearsal = _speed(wishes) if resumed is None else resumed.state.created.rehearsal
    guided = wishes.rehearse == UNSAID
    # Practice has nothing to do with a real session that waits or is open; it is for the next real start.
    asks_first = resumed is None and rehearsal is None and not wishes.new
    found_left = _left_behind(desk, known) if asks_first else LeftBehind()
    if found_left.interrupted is not None and wishes.agenda is None:
        follow_session(found_left.interrupted)  # what is asked first is about that session
    unit, names = (wishes.unit, wishes.people) if rehearsal is None else _made_up(wishes)
    if wishes.go and resumed is None and len(names) < FEWEST_PEOPLE:
        raise Failure(_('--go trenger minst to deltakere. Skriv for eksempel --people "Kari, Ola".'), BAD_INPUT)
    if resumed is None and guided and wishes.agenda is None:
        agenda_file, origin = read_agenda_file(practice_agenda(language()), known), _("En kort agenda til å øve på")
    elif resumed is None:
        # Whatever the language of a session that is offered first: a new one follows the agenda found before.
        agenda_file, origin = read_agenda_file(found.path, known), origin_in_words(found)
    else:
        agenda_file = read_agenda_file(resumed.folder / AGENDA_NAME, known)
        origin = _("Agendaen økta begynte med")
    settings = read_settings(configuration_folder())
    before = None if resumed is not None or rehearsal is not None else latest_creation(desk.root)
    recalled = None if before is None else _recalled(wishes, before.event)
    return Opening(
        root=desk.root,
        clock=desk.clock,
        agenda_file=agenda_file,
        origin=origin,
        unit=unit if recalled is None else recalled.unit,
        place=wishes.place if recalled is None else recalled.place,
        names=names,
        latest_end=None if wishes.end is None else next_instant(wishes.end, desk.clock.now().wall, desk.clock.zone),
        go=wishes.go,
        rehearsal=rehearsal,
        guided=guided,
        first=before is None and resumed is None and rehearsal is None,
        recalled=recalled is not None,
        resume=None if resumed is None else resumed.folder,
        interrupted=found_left.interrupted,
        left=resumed or found_left.loaded,
        notice=_unreadable_in_words(desk.root, found_left.unreadable),
        warning=_copied_in_words(desk.root if resumed is None else resumed.folder),
        settings=settings,
        # Who practises, or takes something up, has other things on their mind.
        old_private=() if resumed is not None or rehearsal is not None else _old_private(desk, settings),
    )


def _recalled(wishes: Wishes, last: SessionCreated) -> SessionCreated | None:
    """The last session, where service and place are to be as they were there until somebody says otherwise.

    They are where nothing else is said of them, and where they can be seen and changed before the session has them.
    """
    unsaid = not (wishes.go or wishes.plain or wishes.unit or wishes.place)
    return last if unsaid and (last.unit or last.place) else None


def _speed(wishes: Wishes) -> float | None:
    """How many times faster the clock is to run; None where it is no practice."""
    if wishes.rehearse == UNSAID:
        return USUAL_SPEED if wishes.agenda is not None else GUIDED_SPEED
    return wishes.rehearse


def _old_private(desk: Desk, settings: Settings) -> tuple[Kept, ...]:
    if settings.private_notes_days is None:
        return ()
    today = desk.clock.now().wall.astimezone(desk.clock.zone).date()
    return old_private_notes(desk.root, today, timedelta(days=settings.private_notes_days))


def _made_up(wishes: Wishes) -> tuple[str, tuple[str, ...]]:
    """Service and people of a rehearsal: where none are given, such as nobody takes for their own."""
    people = (_("Ask"), _("Embla"), _("Idunn"), _("Balder"), _("Brage"))
    return wishes.unit or _("Øvelsestjenesten"), wishes.people or people


def _left_behind(desk: Desk, known: KnownAgendas) -> LeftBehind:
    """The session to offer; one that somebody has open is told of, and not begun beside by mistake."""
    try:
        return left_behind(desk.root, desk.clock, known.load)
    except SessionBusyError as busy:
        beside = _("Vil dere begynne en ny økt ved siden av, så skriv «{command}».")
        sentences = " ".join((busy_in_words(busy.writer), beside.format(command=command(desk.root, "start", "--new"))))
        raise Failure(sentences) from busy


def _unreadable_in_words(root: Path, folders: tuple[Path, ...]) -> str:
    if not folders:
        return ""
    name = folders[0].name
    told = _("Økta {name} kan ikke leses. «{command}» sier hvorfor.")
    return told.format(name=one_line(name), command=command(root, "status", name))


def _copied_in_words(folder: Path) -> str:
    client = sync_client(folder)
    if not client:
        return ""
    sentence = _(
        "{client} kopierer {folder} til andre maskiner, og de private notatene med. Velg en annen mappe med --dir."
    )
    return sentence.format(client=client, folder=one_line(str(folder)))


def _resumable(desk: Desk, name: str, known: KnownAgendas) -> LoadedSession:
    """The session to go on with, after making sure that it can be read and that nobody has it open."""
    folder = session_at(desk.root, name)
    SessionLock(folder, desk.clock.now().wall, leads=False).release()
    return load_session(folder, known.load)
