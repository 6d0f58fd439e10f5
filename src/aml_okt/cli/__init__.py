"""The command line: the one place that puts the parts together.

A command is loaded when it is run, so that none of them waits for what another needs. Nothing here loads Textual but
the moment `start` opens its first screen.
"""

from aml_okt.cli.program import program

__all__ = ["program"]
