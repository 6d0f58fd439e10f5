"""Options whose values are about time: a time of day, and how fast a clock runs."""

from datetime import time as time_of_day

from aml_okt.cli.kinds import Kind
from aml_okt.core.latest_end import read_time_of_day
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _

FASTEST = 10_000.0
"""How many times faster than others a clock can run."""


UNSAID = 0.0
"""The speed of a rehearsal where nobody says how fast its clock is to run."""


class TimeOfDay(Kind):
    """A time of day, `15:30`."""

    def read(self, text: str) -> time_of_day:
        """The time."""
        if (read := read_time_of_day(text)) is not None:
            return read
        raise ValueError(_("«{text}» er ikke et klokkeslett. Skriv for eksempel «13:30».").format(text=one_line(text)))


class Speed(Kind):
    """How many times faster than others a clock runs."""

    def read(self, text: str) -> float:
        """The number; a comma will do for a point."""
        try:
            speed = float(text.replace(",", "."))
        except ValueError:
            speed = 0.0
        if not 0 < speed <= FASTEST:
            raise ValueError(
                _(
                    "«{text}» er ikke en fart. Skriv et tall mellom 0 og 10 000, som «60» for ett minutt i sekundet."
                ).format(text=one_line(text))
            )
        return speed
