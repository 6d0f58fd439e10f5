"""Libraries that only some formats need, and that come as extras of the package."""


class ExtraMissingError(ImportError):
    """A format needs a library that is not installed; `extra` is what the package calls what brings it."""

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(f"{library} is not installed; it comes with the extra {extra}", name=library)
        self.extra = extra
