"""What stands in a form that nobody has saved yet, as text that a person can read: a line for each field.

A line is `ansvarlig: Kari`.
"""

from collections.abc import Mapping

from aml_okt.core.text import one_line

_COLON = ": "


def as_text(fields: Mapping[str, str]) -> str:
    """The fields by name, one a line; those that are empty are left out."""
    return "\n".join(f"{name}{_COLON}{line}" for name, value in fields.items() if (line := one_line(value)))


def fields_in(text: str) -> dict[str, str]:
    """The fields that a text holds; a line that names no field is passed over."""
    pairs = (line.partition(_COLON) for line in text.splitlines())
    return {name: one_line(value) for name, _colon, value in pairs if name and one_line(value)}
