"""The next meeting, in words."""

from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.wording import day_in_words


def meeting_in_words(state: SessionState) -> tuple[str, ...]:
    """When and where the group meets next, as far as that is settled; nothing where it is not."""
    meeting = state.next_meeting
    if meeting is None or meeting.day is None:
        return ()
    time = _(" kl. {time}").format(time=f"{meeting.at:%H:%M}") if meeting.at else ""
    return (f"{day_in_words(meeting.day)}{time}", *([one_line(meeting.place)] if meeting.place else []))
