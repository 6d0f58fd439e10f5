"""What is filled in beside the moves: an action, and the next meeting; as it is written, read, and left unsaved."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.core.actions import Action, parse_line
from aml_okt.core.commands import SetNextMeeting
from aml_okt.core.days import DayFault, read_day
from aml_okt.core.events import NextMeetingSet
from aml_okt.core.latest_end import read_time_of_day
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.drafts import Desk, Draft
from aml_okt.files.note_file import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render

TEXT, OWNER, DUE = "tiltak", "ansvarlig", "frist"
"""What the draft of an action calls its fields."""
CHANGES = "endrer"
"""What it calls the line of the action that is to be another."""
DAY, AT, PLACE = "dag", "klokka", "sted"
"""What the draft of a next meeting calls its fields."""
NAMES = {
    TEXT: message("tiltak"), OWNER: message("ansvarlig"), DUE: message("frist"),
    DAY: message("dag"), AT: message("klokka"), PLACE: message("sted"),
}  # fmt: skip
"""The same for people: what stands in a file is the same in every language."""


class Asked(Struct, frozen=True):
    """A field that cannot be read, and what to write there."""

    field: str
    why: str


def as_written(day: date) -> str:
    """A day as it may be typed: `1.12.2026`."""
    return f"{day.day}.{day.month}.{day.year}"


def written_action(action: Action) -> dict[str, str]:
    """What stands in the fields for an action."""
    return {
        TEXT: one_line(action.text),
        OWNER: one_line(action.owner),
        DUE: as_written(action.due) if action.due else "",
    }


def read_action(fields: Mapping[str, str], today: date, existing: Action | None = None) -> Action | Asked:
    """The action that the fields say, or what is wrong with them; owner and day may be left open.

    One that takes the place of an `existing` one is as far done, and agreed on as long ago.
    """
    if not fields.get(TEXT):
        return Asked(TEXT, _("Skriv hva som skal gjøres."))
    try:
        due = read_day(fields[DUE], today) if fields.get(DUE) else None
    except DayFault as fault:
        return Asked(DUE, render(fault.message))
    return replace(existing or Action(""), text=fields[TEXT], owner=fields.get(OWNER, ""), due=due)


def written_meeting(meeting: NextMeetingSet | None) -> dict[str, str]:
    """What stands in the fields for a meeting that is settled."""
    return {
        DAY: as_written(meeting.day) if meeting and meeting.day else "",
        AT: f"{meeting.at:%H:%M}" if meeting and meeting.at else "",
        PLACE: one_line(meeting.place) if meeting else "",
    }


def read_meeting(fields: Mapping[str, str], today: date) -> SetNextMeeting | Asked:
    """The meeting that the fields say, or what is wrong with them; with all of them empty there is none."""
    try:
        day = read_day(fields[DAY], today) if fields.get(DAY) else None
    except DayFault as fault:
        return Asked(DAY, render(fault.message))
    text, place = fields.get(AT, ""), fields.get(PLACE, "")
    at = read_time_of_day(text) if text else None
    if text and at is None:
        return Asked(AT, _("«{text}» er ikke et klokkeslett. Skriv for eksempel «13:30».").format(text=text))
    if day is None and (at or place):
        return Asked(DAY, _("Skriv hvilken dag også."))
    return SetNextMeeting(day, at, place)


def draft_of_action(desk: Desk) -> Draft:
    """The draft of an action, which the desk keeps."""
    return Draft(NoteKey.draft("tiltak", _("Et tiltak")), desk, (TEXT, OWNER, DUE, CHANGES))


def draft_of_meeting(desk: Desk) -> Draft:
    """The same of the next meeting."""
    return Draft(NoteKey.draft("neste møte", _("Avtalen om neste møte")), desk, (DAY, AT, PLACE))


def left_of_action(draft: Draft, actions: Sequence[Action], today: date) -> dict[str, str]:
    """What stands in the draft; nothing when the program was stopped just after the action itself was written."""
    left = draft.read()
    if not any(_is(action, left, today) for action in actions) or parse_line(left.get(CHANGES, "")) in actions:
        return left
    draft.keep({})
    return {}


def _is(action: Action, left: Mapping[str, str], today: date) -> bool:
    """Whether an action is what stands in a draft."""
    try:
        due = read_day(left[DUE], today) if DUE in left else None
    except DayFault:
        return False
    return (action.text, action.owner, action.due) == (left.get(TEXT), left.get(OWNER, ""), due)


def left_of_meeting(draft: Draft, meeting: NextMeetingSet | None, today: date) -> dict[str, str]:
    """The same of the next meeting, where one is settled already."""
    left = draft.read()
    if not left or meeting is None:
        return left
    try:
        day = read_day(left[DAY], today) if DAY in left else None
    except DayFault:
        return left
    written = {DAY: as_written(day) if day else "", AT: left.get(AT, ""), PLACE: left.get(PLACE, "")}
    if written_meeting(meeting) != written:
        return left
    draft.keep({})
    return {}
