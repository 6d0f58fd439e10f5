"""What is going on in a session, in a word."""

from aml_okt.glance import Standing
from aml_okt.i18n import gettext as _
from aml_okt.i18n import pgettext


def standing_in_words(standing: Standing) -> str:
    """What is going on, in a word."""
    return {
        Standing.RUNNING: _("i gang"),
        Standing.PAUSED: _("på pause"),
        Standing.FINISHED: pgettext("økt", "ferdig"),
        Standing.INTERRUPTED: _("ikke ferdig"),
    }[standing]
