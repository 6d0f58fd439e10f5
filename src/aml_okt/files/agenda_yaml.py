"""Reading an agenda: a file gives an agenda, or every fault in it at once."""

from pathlib import Path

from aml_okt.core.agenda import Agenda
from aml_okt.core.message import message
from aml_okt.files.agenda_draft import build, read_draft
from aml_okt.files.agenda_rules import check_rules
from aml_okt.files.agenda_values import check_values
from aml_okt.files.faults import WHOLE_FILE, Fault, FileFaults, Findings, describe
from aml_okt.files.yaml_tree import LARGEST, read_tree


class AgendaFaults(FileFaults):
    """An agenda that cannot be used."""


def load_agenda(path: Path) -> Agenda:
    """Read an agenda file.

    Raises:
        AgendaFaults: when it cannot be opened or is not an agenda.

    """
    try:
        with path.open("rb") as file:
            # One byte past the limit is enough to see that it is passed, whatever the file's size.
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: no file system can have such a name
        found = Findings(str(path))
        match error:
            case FileNotFoundError():
                found.add(WHOLE_FILE, message("fila finnes ikke."), message("Sjekk navnet og mappa."))
            case IsADirectoryError():
                found.add(WHOLE_FILE, message("dette er en mappe."), message("Skriv navnet på en fil i den."))
            case PermissionError():
                found.add(WHOLE_FILE, message("fila kan ikke leses."), message("Sjekk at du har lov til å åpne den."))
            case _:
                found.add(WHOLE_FILE, message("fila kan ikke leses."), message("Prøv med en kopi et annet sted."))
        raise AgendaFaults(found.faults()) from error
    return parse_agenda(data, str(path))


def parse_agenda(data: bytes, file: str) -> Agenda:
    """Read an agenda from the bytes of a file; `file` is what faults call it.

    Raises:
        AgendaFaults: when it is not an agenda.

    """
    found = Findings(file)
    agenda: Agenda | None = None
    tree = read_tree(data, found)
    if tree is not None:
        draft = read_draft(tree, found)
        check_values(draft, found)
        check_rules(draft, found)
        if not found.faults():
            agenda = build(draft)
    if agenda is None:
        raise AgendaFaults(found.faults())
    return agenda


__all__ = ["AgendaFaults", "Fault", "describe", "load_agenda", "parse_agenda"]
