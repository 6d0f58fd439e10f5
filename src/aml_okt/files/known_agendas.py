"""Agendas that have been read before: most sessions of an organisation follow the same few, byte for byte.

Reading one is a hundred times the work of seeing that it is known.
"""

from collections import OrderedDict
from pathlib import Path

from aml_okt.core.agenda import Agenda
from aml_okt.files.agenda_yaml import load_agenda, parse_agenda
from aml_okt.files.yaml_tree import LARGEST

MOST_KNOWN = 64
"""Agendas that are remembered at most: those that were last asked for."""


class KnownAgendas:
    """Reads agendas, and remembers what the same bytes gave before."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Agenda] = OrderedDict()
        self._last: tuple[bytes, Agenda] | None = None

    def load(self, path: Path) -> Agenda:
        """The agenda in a file.

        Raises:
            AgendaFaults: when it cannot be opened or is not an agenda.
            OSError: when it could not be opened, but now can.

        """
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError:
            load_agenda(path)  # says in words why it cannot be opened
            raise
        return self.of(str(path), data)

    def of(self, file: str, data: bytes) -> Agenda:
        """The agenda in a file of this name with these bytes.

        Raises:
            AgendaFaults: when it is not an agenda.

        """
        # To see that it is the same again takes a tenth of the time of looking for it among the others.
        if self._last is None or self._last[0] != data:
            self._last = data, self._found(file, data)
        return self._last[1]

    def _found(self, file: str, data: bytes) -> Agenda:
        if data in self._known:
            self._known.move_to_end(data)
            return self._known[data]
        agenda = parse_agenda(data, file)
        self._known[data] = agenda
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return agenda
