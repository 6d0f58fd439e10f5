"""How a face says a span of time and which step it is: written for the eye, or spoken for the ear."""

from collections.abc import Callable
from datetime import timedelta

from msgspec import Struct

from aml_okt.core.agenda import Step
from aml_okt.core.durations import digits
from aml_okt.i18n import gettext as _
from aml_okt.scene.step_rows import step_label
from aml_okt.wording import in_words


class Manner(Struct, frozen=True):
    """`span` puts a span of time, and `step` a step, into words."""

    span: Callable[[timedelta], str]
    step: Callable[[Step], str]


def step_in_speech(step: Step) -> str:
    """A step's number and short title as one says them: `Steg 5b, Kollegaveiledning`."""
    return _("Steg {number}, {name}").format(number=step.number, name=step.name) if step.number else step.name


WRITTEN = Manner(digits, step_label)
"""As a clock shows it: `2:30` can be told from a time of day by where it stands."""

SPOKEN = Manner(in_words, step_in_speech)
"""As one says it: what a clock shows, and how long something is, would sound alike."""
