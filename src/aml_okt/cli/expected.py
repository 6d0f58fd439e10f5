"""What can go wrong, in words: every error that a user can meet becomes sentences and an exit status."""

from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.speech import perhaps, those_there_are
from aml_okt.cli.typed import typed
from aml_okt.clock import time_of_day
from aml_okt.core.course import NotASessionError
from aml_okt.core.text import one_line
from aml_okt.files.built_in import NoSuchAgendaError
from aml_okt.files.faults import FileFaults, describe
from aml_okt.files.folders import NoSuchSessionError
from aml_okt.files.journal import DamagedJournalError
from aml_okt.files.lock import SessionBusyError, Writer
from aml_okt.i18n import gettext as _
from aml_okt.wording import day_in_words, reason_in_words


def failure(error: BaseException) -> Failure:  # noqa: PLR0911 - a case for each error
    """An expected error in words."""
    match error:
        case FileFaults():
            return Failure("\n".join(map(describe, error.faults)), BAD_INPUT)
        case NoSuchSessionError():
            return _no_such_session(error)
        case NoSuchAgendaError():
            return _no_such_agenda(error)
        case DamagedJournalError():
            return Failure(
                _(
                    "Loggen {path} er skadet på linje {line}, så økta kan ikke åpnes. Notatene i mappa «notes» er hele."
                ).format(path=_shown(error.path), line=error.line)
            )
        case NotASessionError():
            return Failure(_("Loggen og agendaen i mappa hører ikke sammen, så økta kan ikke åpnes. Notatene er hele."))
        case SessionBusyError():
            return Failure(busy_in_words(error.writer))
        case OSError():
            return Failure(_refused(error))
        case _:
            raise error


def busy_in_words(writer: Writer | None) -> str:
    """Who has a session open, and since when."""
    if writer is None:
        return _("Økta er åpen i et annet vindu eller på en annen maskin. Lukk den der først.")
    return _(
        "Økta er åpen hos {user} på {computer} (prosess {process}) og har vært det siden {day} kl. {time}. "
        "Lukk den der først."
    ).format(
        user=_shown(writer.user),
        computer=_shown(writer.computer),
        process=writer.process,
        day=day_in_words(writer.since.date()),
        time=time_of_day(writer.since, writer.since.tzinfo),
    )


def _no_such_session(error: NoSuchSessionError) -> Failure:
    if not error.name:
        none = _("Det er ingen økter her ennå.")
        begin = _("Begynn en med «{command}».").format(command=typed("start"))
        practised = _("Den siste øvelsen heter «{name}». Skriv navnet på den etter kommandoen.")
        return Failure(" ".join((none, begin, *(practised.format(name=_shown(name)) for name in error.candidates))))
    name = _shown(error.name)
    if error.candidates:
        several = ", ".join(map(_shown, error.candidates[:5]))
        return Failure(
            _("Flere økter begynner med «{name}»: {several}. Skriv mer av navnet.").format(name=name, several=several),
            BAD_INPUT,
        )
    return Failure(_("Ingen økt heter «{name}».").format(name=name) + " " + those_there_are("sessions"), BAD_INPUT)


def _no_such_agenda(error: NoSuchAgendaError) -> Failure:
    sentence = _("«{name}» er verken en fil her eller en innebygd agenda.").format(name=_shown(error.name))
    meant = perhaps(error.name, error.known) or " " + those_there_are("agenda", "list")
    return Failure(sentence + meant, BAD_INPUT)


def _refused(error: OSError) -> str:
    reason = reason_in_words(error)
    if error.filename is None:
        return _("Det gikk ikke: {reason}.").format(reason=reason)
    return _("{path}: {reason}.").format(path=_shown(error.filename), reason=reason)


def _shown(text: object) -> str:
    return one_line(str(text))
