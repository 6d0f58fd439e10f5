"""The note of the step, and what is shared from the rounds, by line: read, written to, its last line taken back."""

from aml_okt.core.message import message
from aml_okt.core.text import visible
from aml_okt.files.note_file import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.talk import Talk
from aml_okt.plain.where import seen_now
from aml_okt.scene.guide import Other
from aml_okt.scene.notes_here import is_private, label_of, name_of, what_to_share

REMOVE = message("fjern")
LAST_LINE = "."
"""The line that ends a note of several lines."""


def note(talk: Talk, rest: str) -> None:
    """Read the note, or write in it: one line, several, or one line less."""
    key = seen_now(talk.runner).note
    if key is None:
        talk.say(_("Her er det ikke noe notat."))
    else:
        _read_or_write(talk, key, rest)


def share(talk: Talk, rest: str) -> None:
    """Read what the group shares from its rounds, or write in it, as in a note."""
    if (key := seen_now(talk.runner).shared_note) is not None:
        _read_or_write(talk, key, rest)


def _read_or_write(talk: Talk, key: NoteKey, rest: str) -> None:
    if rest == ":":
        _write_lines(talk, key)
    elif rest.casefold() == render(REMOVE):
        _remove_line(talk, key)
    elif rest:
        _append(talk, key, rest.removeprefix(":").lstrip(), tells=True)
    else:
        text = talk.desk.read(key)
        talk.say(f"{_heading(key)}.", what_to_share() if key.is_shared else "")
        talk.read_out(text if text.strip() else _("Notatet er tomt. Det du skriver etter ordet, blir stående her."))


def _heading(key: NoteKey) -> str:
    return f"{name_of(key)}, {label_of(key)}"


def _write_lines(talk: Talk, key: NoteKey) -> None:
    """Write lines until one with nothing but a full stop; each is on the disk before the next is heard."""
    written = False
    line = talk.ask(
        what_to_share() if key.is_shared else "",
        _("{note}. Skriv linjene, og avslutt med en linje med bare punktum.").format(note=_heading(key)),
    )
    while line.strip() != LAST_LINE:
        _append(talk, key, line)
        written = True
        line = talk.hear()
    talk.say(_saved(key) if written and not talk.desk.waits(key) else "")


def _append(talk: Talk, key: NoteKey, line: str, *, tells: bool = False) -> None:
    """Write one more line; `tells` says that it is saved."""
    before = talk.desk.read(key)
    joint = "\n" if before and not before.endswith("\n") else ""
    written = talk.desk.write(key, f"{before}{joint}{visible(line)}\n")
    talk.tried(Other.NOTED)
    if written and tells:
        talk.say(_saved(key))


def _remove_line(talk: Talk, key: NoteKey) -> None:
    lines = talk.desk.read(key).splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        talk.say(_("Notatet er tomt."))
    elif talk.agrees(_last_line(key, lines[-1]), _("Skal den siste linja bort?")):
        if talk.desk.write(key, "".join(f"{line}\n" for line in lines[:-1])):
            talk.say(_("Linja er borte."))
    else:
        talk.say(_("Alt er som før."))


def _last_line(key: NoteKey, line: str) -> str:
    """The line that would go; of a private note nothing is said that nobody has asked to hear."""
    return "" if is_private(key) else _("Den siste linja er: {line}").format(line=line)


def _saved(key: NoteKey) -> str:
    return _("Lagret, {label}.").format(label=label_of(key))
