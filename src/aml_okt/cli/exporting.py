"""What can be exported of a session, and how each format of it comes about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.left_out import left_out_in_words
from aml_okt.clock import Clock
from aml_okt.core.anonymity import Called, anonymous
from aml_okt.core.events import ParticipantJoined, ParticipantRenamed, SessionCreated
from aml_okt.core.minutes import Minutes, without_times
from aml_okt.core.own_notes import OwnNotes, own_notes
from aml_okt.core.plan import Participant
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line, slug
from aml_okt.export.calendar import Event, to_ics
from aml_okt.export.document import Document
from aml_okt.export.formats import Format, written
from aml_okt.export.markdown import minutes_title, to_markdown
from aml_okt.export.minutes_json import minutes_to_json, own_notes_to_json
from aml_okt.export.own_notes import own_notes_title, own_notes_to_markdown
from aml_okt.files import journal
from aml_okt.files.documents import Filed, file_document
from aml_okt.files.folders import MINUTES_NAME, refuges
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.files.lock import SessionBusyError, SessionLock
from aml_okt.files.note_file import Note, beside, is_beside, read_note, read_notes
from aml_okt.files.notebook import Notebook
from aml_okt.files.refuges import Refuges
from aml_okt.glance import Glance
from aml_okt.i18n import gettext as _
from aml_okt.i18n import language
from aml_okt.minutes_file import Gathered, elsewhere_in_words, gather
from aml_okt.opening import found_again_in_words

_LEAST_MEETING = timedelta(hours=1)
"""How long a meeting is at the least that a calendar is told of."""


class NotOfThisFormat(LookupError):
    """There is nothing to write in a format; `sentence` says what is missing."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class MinutesExport:
    """The minutes of a session, as whole as they are asked for."""

    seen: Glance
    clock: Clock
    anonymous: bool = False
    with_times: bool = True

    @cached_property
    def gathered(self) -> Gathered:
        """The minutes as the session's folder gives them, and what is not in them."""
        return gather(self.seen.folder, self.seen.state, self.seen.moment)

    @cached_property
    def minutes(self) -> Minutes:
        """The minutes as they were asked for."""
        minutes = self.gathered.minutes
        if not self.with_times:
            minutes = without_times(minutes)
        if self.anonymous:
            numbers = {person.id: number for number, person in enumerate(self.seen.state.course.people, 1)}
            ever = list(self._ever_named)
            minutes = anonymous(
                minutes,
                Called(_("Deltaker {}").format, _("andre")),
                others=[one.name for one in ever if one.id not in numbers],
                formerly=[(one.name, numbers[one.id]) for one in ever if one.id in numbers],
            )
        return minutes

    @property
    def _ever_named(self) -> Iterator[Participant]:
        """Everybody that the journal has a name of, by each name: one that was taken back may stand in a note."""
        for record in journal.read(self.seen.folder / JOURNAL_NAME).records:
            match record.event:
                case SessionCreated(people=people):
                    yield from people
                case ParticipantJoined(person=person):
                    yield person
                case ParticipantRenamed(person=renamed, name=name):
                    yield Participant(renamed, name)
                case _:
                    pass

    @property
    def stem(self) -> str:
        """What its files are called, but for how they end."""
        usual = Path(MINUTES_NAME).stem
        return f"{usual}-anonym" if self.anonymous else usual

    @property
    def remarks(self) -> Iterator[str]:
        """What is missing, and what was left out and why."""
        yield from self.gathered.missing_in_words
        yield from left_out_in_words(self.gathered.left_out, self.seen.state.agenda)

    def written(self, form: Format, template: Path | None) -> bytes:
        """The minutes in a format.

        Raises:
            ExtraMissingError: when the format needs a library that is not installed.
            NotOfThisFormat: when the session has nothing that the format could hold.
            TemplateError: when the template cannot be used.

        """
        state = self.seen.state
        match form:
            case Format.JSON:
                return minutes_to_json(self.minutes, state.created.id)
            case Format.CALENDAR:
                return self._calendar()
            case _:
                title = minutes_title(self.minutes)
                document = Document(title, to_markdown(self.minutes), language(), self.minutes.day)
                return written(document, form, template)

    def _calendar(self) -> bytes:
        meeting = self.minutes.next_meeting
        if meeting is None:
            raise NotOfThisFormat(_("Neste møte er ikke avtalt, så det er ikke noe å skrive i en kalenderfil."))
        planned = (step.planned or timedelta() for step in self.gathered.minutes.steps)
        lasts = max(_LEAST_MEETING, sum(planned, timedelta()))
        made = self.clock.now().wall
        event = Event(meeting, self.minutes.title, _known_as(self.seen.state), lasts)
        return to_ics(event, made, self.clock.zone)

    def filed(self, name: str, data: bytes, target: Path | None) -> Filed:
        """Put a file of the minutes at `target`, or in the session's folder."""
        return file_document(self.seen.folder, name, data, self.clock.now(), target)


@dataclass(frozen=True)
class OwnNotesExport:
    """The private notes of one participant of a session."""

    seen: Glance
    name: str
    person: Participant = field(init=False)

    def __post_init__(self) -> None:
        """Find out who is meant.

        Raises:
            Failure: when nobody is, or more than one.

        """
        object.__setattr__(self, "person", _participant(self.seen.state, self.name))

    @cached_property
    def own(self) -> OwnNotes:
        """What belongs to the participant."""
        state = self.seen.state
        begun = min(state.course.started_at.values(), default=state.created_at)
        return own_notes(state, self.person.id, begun.date(), self._notes)

    @cached_property
    def _notes(self) -> tuple[Note, ...]:
        return read_notes(self.seen.folder)

    @property
    def stem(self) -> str:
        """What its files are called, but for how they end: no two participants' are called the same."""
        called = slug(self.person.name)
        same = [person for person in self.seen.state.course.people if slug(person.name) == called]
        told_apart = [self.person.id] if len(same) > 1 or not called else []
        return "-".join(filter(None, ("notater", called, *told_apart)))

    @property
    def remarks(self) -> Iterator[str]:
        """What is missing, and that there is nothing where that is so."""
        for note in self._notes:
            if note.lost:
                yield _("Notatet {name} er skadet, og teksten er borte.").format(name=one_line(note.path.name))
        if names := ", ".join(one_line(note.path.name) for note in self._notes if self._is_beside_own(note)):
            yield _("Tekst fra andre programmer er ikke med. Den ligger i {names}.").format(names=names)
        for path in Refuges(refuges(self.seen.folder)).notes:
            if read_note(path).participant == self.person.id:
                yield elsewhere_in_words(path)
        if not self.own.notes:
            yield _("{name} har ingen private notater fra denne økta.").format(name=one_line(self.person.name))

    def _is_beside_own(self, note: Note) -> bool:
        """Whether a text that does not say whose it is lies beside a note of the participant's."""
        own = {beside(one.path) for one in self._notes if one.participant == self.person.id}
        return not note.participant and is_beside(note.path) and re.sub(r"-\d+\.md$", ".md", note.path.name) in own

    def written(self, form: Format, template: Path | None) -> bytes:
        """The notes in a format; calendars have none.

        Raises:
            ExtraMissingError: when the format needs a library that is not installed.
            TemplateError: when the template cannot be used.

        """
        if form is Format.JSON:
            return own_notes_to_json(self.own)
        document = Document(own_notes_title(self.own), own_notes_to_markdown(self.own), language(), self.own.day)
        return written(document, form, template)

    def filed(self, name: str, data: bytes, target: Path | None) -> Filed:
        """Put a file of the notes at `target`, or where the user stands, so that it can be given to its owner.

        It does not lie in the session's folder, where it would be one more copy for as long as the session is kept.
        """
        return file_document(self.seen.folder, name, data, self.seen.moment, target or Path.cwd())


def put_in_place(folder: Path, clock: Clock) -> str:
    """Put notes in their place that it refused while the session was led, and say which are beside another text.

    While somebody leads the session nothing is touched.
    """
    places = refuges(folder)
    if not Refuges(places).notes:
        return ""
    try:
        lock = SessionLock(folder, clock.now().wall, leads=False)
    except (SessionBusyError, OSError):
        return ""  # that they are not in the minutes is told with these
    try:
        return found_again_in_words(Notebook(folder, places).found_again)
    finally:
        lock.release()


def _participant(state: SessionState, name: str) -> Participant:
    """The participant with this name, or the only one whose name begins so."""
    wanted = one_line(name).casefold()
    people = state.course.people
    exact = [person for person in people if one_line(person.name).casefold() == wanted]
    found = exact or [person for person in people if wanted and one_line(person.name).casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one_line(person.name) for person in found or people)
    if found:
        several = _("Flere heter noe slikt: {names}.").format(names=names)
        raise Failure(" ".join((several, _write_it_whole(found))), BAD_INPUT)
    told = _("Ingen i økta heter «{name}». Disse var med: {names}.")
    raise Failure(told.format(name=one_line(name), names=names), BAD_INPUT)


def _write_it_whole(found: Sequence[Participant]) -> str:
    """How to write the whole name of one of them: in quotation marks where a shell would take it for several words."""
    spaced = (one_line(person.name) for person in found if re.fullmatch(r"[\w.'-]+( [\w.'-]+)+", one_line(person.name)))
    if example := next(spaced, ""):
        return _('Skriv hele navnet i anførselstegn, slik: --for "{name}".').format(name=example)
    return _("Skriv hele navnet.")


def _known_as(state: SessionState) -> str:
    """What tells a session from every other: its id, or when it was made, in one that is older than ids."""
    return state.created.id or f"{state.created_at:%Y%m%dT%H%M%S%z}"
