"""The command line: the one place that puts the parts together.

Nothing here loads Textual but the moment `start` opens its first screen.
"""

from aml_okt.cli.agenda import agenda
from aml_okt.cli.erase import erase
from aml_okt.cli.export import export
from aml_okt.cli.program import program
from aml_okt.cli.report import report
from aml_okt.cli.room import room
from aml_okt.cli.sessions import sessions
from aml_okt.cli.start import start
from aml_okt.cli.status import status

for command in (start, room, export, sessions, report, status, erase, agenda):
    program.add_command(command)

__all__ = ["program"]
