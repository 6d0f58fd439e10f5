"""The note of the step, by line: read, written to, and its last line taken back."""

from aml_okt.core.agenda import Visibility
from aml_okt.core.message import message
from aml_okt.core.text import visible
from aml_okt.files.note_file import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.talk import Talk
from aml_okt.plain.where import seen_now

REMOVE = message("fjern")
LAST_LINE = "."
"""The line that ends a note of several lines."""


def note(talk: Talk, rest: str) -> None:
    """Read the note, or write in it: one line, several, or one line less."""
    seen = seen_now(talk.runner)
    if seen.note is None:
        talk.say(_("Her er det ikke noe notat."))
    elif rest == ":":
        _write_lines(talk, seen.note, seen.note_label)
    elif rest.casefold() == render(REMOVE):
        _remove_line(talk, seen.note)
    elif rest:
        _append(talk, seen.note, rest.removeprefix(":").lstrip(), seen.note_label)
    else:
        text = talk.desk.read(seen.note)
        talk.say(_("Notat, {label}.").format(label=seen.note_label))
        talk.read_out(text if text.strip() else _("Notatet er tomt."))


def _write_lines(talk: Talk, key: NoteKey, label: str) -> None:
    """Write lines until one with nothing but a full stop; each is on the disk before the next is heard."""
    written = False
    line = talk.ask(_("Notat, {label}. Skriv linjene, og avslutt med ei linje med bare punktum.").format(label=label))
    while line.strip() != LAST_LINE:
        _append(talk, key, line)
        written = True
        line = talk.hear()
    talk.say(_say_saved(label) if written and not talk.desk.waits(key) else "")


def _append(talk: Talk, key: NoteKey, line: str, label: str = "") -> None:
    """Write one more line; that it is saved is said where there is a label."""
    before = talk.desk.read(key)
    joint = "\n" if before and not before.endswith("\n") else ""
    if talk.desk.write(key, f"{before}{joint}{visible(line)}\n") and label:
        talk.say(_say_saved(label))


def _remove_line(talk: Talk, key: NoteKey) -> None:
    lines = talk.desk.read(key).splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        talk.say(_("Notatet er tomt."))
    elif talk.agrees(_last_line(talk, lines[-1]), _("Skal den siste linja bort?")):
        if talk.desk.write(key, "".join(f"{line}\n" for line in lines[:-1])):
            talk.say(_("Linja er borte."))
    else:
        talk.say(_("Alt er som før."))


def _last_line(talk: Talk, line: str) -> str:
    """The line that would go; of a private note nothing is said that nobody has asked to hear."""
    state = talk.runner.state
    box, step = state.box, state.step
    if box is None or step is None or box.focus is not None or step.notes is not Visibility.MINUTES:
        return ""
    return _("Den siste linja er: {line}").format(line=line)


def _say_saved(label: str) -> str:
    return _("Lagret, {label}.").format(label=label)


# Actions
