"""Libraries that only some formats need, and that come as extras of the package."""

from importlib.util import find_spec

OFFICE = "office"
"""What brings Pandoc and Typst, which documents for word processors and archives are made with."""
_OF_OFFICE = ("pypandoc", "typst")


def has_office() -> bool:
    """Whether documents for word processors and archives can be made here; nothing of it is loaded."""
    return all(find_spec(name) is not None for name in _OF_OFFICE)


class ExtraMissingError(ImportError):
    """A format needs a library that is not installed; `extra` is what the package calls what brings it."""

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(f"{library} is not installed; it comes with the extra {extra}", name=library)
        self.extra = extra
