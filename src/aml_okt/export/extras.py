"""The parts of the program that not everybody installs, and what is said when one is needed and missing."""

from importlib import import_module
from types import ModuleType


class ExtraMissing(Exception):
    """A format needs a library that is not installed; `extra` is the name that installs it: `aml-okt[extra]`."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


def library(name: str, *, extra: str) -> ModuleType:
    """The library of this name, loaded only now, so that no other format waits for it.

    Raises:
        ExtraMissing: when it is not installed.

    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ExtraMissing(extra) from error
