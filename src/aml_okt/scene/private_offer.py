"""Offering to erase private notes: those of the session that has just been held, and those that have grown old."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from aml_okt.core.confidence import is_private_in
from aml_okt.core.text import one_line
from aml_okt.files.erasing import Erased, erase_private
from aml_okt.files.folders import root_of
from aml_okt.files.invocation import command
from aml_okt.files.note_file import read_drafts, read_notes
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.opening import Opening, command_for
from aml_okt.private_notes import (
    Kept,
    NotErased,
    count_private,
    erased_in_words,
    refused_in_words,
)
from aml_okt.runner import SessionRunner
from aml_okt.wording import reason_in_words

MOST_NAMED = 4
"""How many sessions are told by name."""


def private_left(runner: SessionRunner) -> int:
    """How many private notes the session holds; none where its folder cannot be read, which is told elsewhere."""
    with suppress(OSError):
        return count_private(runner.folder, runner.state.agenda)
    return 0


def offer_in_words(runner: SessionRunner, count: int) -> Iterator[str]:
    """What would be erased, and what can be done first."""
    yield ngettext(
        "Økta har ett privat notat på denne maskinen. Slettes det, er det borte for godt.",
        "Økta har {count} private notater på denne maskinen. Slettes de, er de borte for godt.",
        count,
    ).format(count=count)
    with suppress(OSError):  # as above
        if read_drafts(runner.folder):
            yield _("Det som står i skjemaer dere ikke har lagret, er med blant dem.")
    if _anybody_has_own(runner):
        own = command_for(runner.folder, "export", "--for", _("NAVN"))
        yield _("Hver av dere kan få sine egne først: «{command}».").format(command=own)


def _anybody_has_own(runner: SessionRunner) -> bool:
    """Whether a note belongs to somebody who was in focus; those of other steps are nobody's to be given."""
    with suppress(OSError):  # as above
        return any(note.participant and note.text.strip() for note in read_notes(runner.folder))
    return False


def erase_now(runner: SessionRunner) -> tuple[str, bool]:
    """Erase the private notes of the session that this process has open; what came of it, and whether all are gone."""
    is_private = is_private_in(runner.state.agenda)
    done = erase_private(runner.folder, is_private)
    runner.notebook.erased(done.erased, is_private)
    return " ".join(filter(None, (erased_in_words(done), refused_in_words(done)))), not done.refused


def old_offer_in_words(opening: Opening) -> tuple[str, ...]:
    """Which sessions have private notes that are older than the settings want them; nothing where none has."""
    kept, settings = opening.old_private, opening.settings
    if not kept or settings is None or settings.private_notes_days is None:
        return ()
    days = settings.private_notes_days
    age = ngettext("{count} dag", "{count} dager", days).format(count=days)
    told = ngettext(
        "En økt som er eldre enn {age}, har private notater på denne maskinen: {names}.",
        "{count} økter som er eldre enn {age}, har private notater på denne maskinen: {names}.",
        len(kept),
    ).format(count=len(kept), age=age, names=_named(kept))
    return told, _("Slettes de, er de borte for godt. Referatene blir stående.")


def _named(kept: tuple[Kept, ...]) -> str:
    names = [one_line(session.folder.name) for session in kept[:MOST_NAMED]]
    more = len(kept) - len(names)
    if more:
        names.append(ngettext("og én til", "og {count} til", more).format(count=more))
    return ", ".join(names)


def old_notice_in_words(opening: Opening) -> str:
    """The same in a sentence, where nobody is asked."""
    told = old_offer_in_words(opening)
    if not told:
        return ""
    session = opening.old_private[0].folder
    how = _("Slett dem med «{command}».").format(command=command(root_of(session), "erase", "--private", session.name))
    return f"{told[0]} {how}"


def old_erased_in_words(outcomes: Iterable[Erased | NotErased]) -> tuple[str, bool]:
    """What came of erasing old private notes, and whether all are gone."""
    notes, faults = 0, list[str]()
    for outcome in outcomes:
        if isinstance(outcome, NotErased):
            faults.append(_not_erased_in_words(outcome))
            continue
        notes += outcome.notes
        faults.extend(filter(None, (refused_in_words(outcome),)))
    told = ngettext("Ett privat notat er slettet.", "{count} private notater er slettet.", notes).format(count=notes)
    return " ".join((told, *faults)), not faults


def _not_erased_in_words(left: NotErased) -> str:
    session = one_line(left.folder.name)
    if left.fault is None:
        return _("{session} er åpen et annet sted.").format(session=session)
    return _("De private notatene i {session} lot seg ikke slette: {why}").format(
        session=session, why=reason_in_words(left.fault)
    )
