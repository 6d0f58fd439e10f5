"""What a session came to: how the time went, who spoke how long, what is agreed on, and what is written where."""

from collections.abc import Iterator
from datetime import timedelta

from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Moment
from aml_okt.core.plan import Participant
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import planned_in_step, since_begun, used_in_step
from aml_okt.files.actions import FILE_NAME
from aml_okt.files.folders import MINUTES_NAME
from aml_okt.files.note_file import FOLDER, note_files, read_drafts
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.minutes_file import write_minutes
from aml_okt.opening import command_for
from aml_okt.runner import SessionRunner
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.wording import in_words, reason_in_words


def thanks_in_words(*, whole: bool) -> str:
    """Thanks; that all is saved, where it is in its place."""
    if whole:
        return _("Takk for innsatsen. Økta er over, og alt er lagret.")
    return _("Takk for innsatsen. Økta er over.")


def step_times(
    state: SessionState, moment: Moment, manner: Manner = WRITTEN
) -> tuple[tuple[str, timedelta, timedelta], ...]:
    """Each step that had time or used some: its label, what was planned, and what was used."""
    whole = [
        (manner.step(step), planned_in_step(state, step.id), used_in_step(state, step.id, moment))
        for step in state.agenda.steps
    ]
    return tuple(row for row in whole if row[1] or row[2])


def speaking_times(state: SessionState) -> tuple[tuple[Participant, timedelta], ...]:
    """How long each participant had the word, in turns and in focus."""
    spoken = {person.id: timedelta() for person in state.course.people}
    speakers = {box.key: box.speaker for box in state.course.boxes}
    for key, span in state.course.spent.items():
        speaker = speakers.get(key)
        if speaker in spoken:
            spoken[speaker] += span
    return tuple((person, spoken[person.id]) for person in state.course.people)


def whole_in_words(state: SessionState, moment: Moment) -> str:
    """How long the session took, and how much of that belongs to no step."""
    whole = since_begun(state, moment)
    outside = whole - sum((used_in_step(state, step.id, moment) for step in state.agenda.steps), timedelta())
    if outside < MINUTE:
        return _("Dere brukte {time}.").format(time=in_words(_whole_minutes(whole)))
    return _("Dere brukte {time}. Av dette sto klokka, eller dere ventet, i {outside}.").format(
        time=in_words(_whole_minutes(whole)), outside=in_words(_whole_minutes(outside))
    )


def _whole_minutes(span: timedelta) -> timedelta:
    return timedelta(minutes=round(span / timedelta(minutes=1)))


def written_in_words(runner: SessionRunner, *, office: bool) -> Iterator[str]:
    """What was written, and where it is, the folder first; and how to get Word and PDF where we have `office`."""
    folder = runner.folder
    yield one_line(str(folder))
    try:
        notes = len(note_files(folder / FOLDER)) - len(read_drafts(folder))
        if notes:
            yield ngettext("{count} notat i mappa {place}", "{count} notater i mappa {place}", notes).format(
                count=notes, place=FOLDER
            )
        if (folder / FILE_NAME).exists():
            yield _("tiltakene i {place}").format(place=FILE_NAME)
        if (folder / MINUTES_NAME).exists():
            yield _("referatet i {place}").format(place=MINUTES_NAME)
            if office:
                other = command_for(folder, "export", "-f", "docx,pdf")
                yield _("i Word og PDF med «{command}»").format(command=other)
    except OSError as fault:
        yield _("Mappa kan ikke leses: {why}").format(why=reason_in_words(fault))
    yield _("Private notater kommer aldri i referatet.")


def minutes_in_words(runner: SessionRunner) -> tuple[str, tuple[str, ...]]:
    """Write the minutes; where they are, and what else whoever asked for them should know.

    Raises:
        OSError: when they could not be written.

    """
    runner.notebook.bring_home()
    written = write_minutes(runner.folder, runner.state, runner.clock.now())
    return _("Referatet ligger i {path}").format(path=one_line(str(written.path))), tuple(written.remarks)


def unwritten_in_words(fault: OSError) -> str:
    """That the minutes could not be written, and why."""
    return _("Referatet ble ikke skrevet: {why}. Prøv igjen.").format(why=reason_in_words(fault))
