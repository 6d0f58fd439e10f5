"""The minutes as JSON, for other programs: everything that minutes hold, in a shape that is promised.

Its schema is published as docs/schema/minutes-1.json. Keys may be added; a key that goes or changes its meaning makes
another version. Times are whole seconds, and what is not known or was left out is null.
"""

from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from aml_okt.core.actions import Action as Agreed
from aml_okt.core.durations import SECOND
from aml_okt.core.minutes import Minutes, NextMeeting, SharedNote
from aml_okt.core.own_notes import OwnNotes
from aml_okt.export.safe_json import indented

Seconds = Annotated[int | None, Meta(description="Whole seconds; null where the minutes were written without times.")]


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who took part."""

    name: Annotated[str, Meta(description="The name, or a number such as «Deltaker 2» where names were left out.")]
    facilitator: Annotated[bool, Meta(description="Whether they led the session, at the last.")]
    left_early: Annotated[bool, Meta(description="Whether they had gone when the session ended.")]


class Step(Struct, frozen=True, kw_only=True):
    """A step of the agenda; those that were never reached are there too."""

    id: Annotated[str, Meta(description="The step's id in agenda.yaml.")]
    number: Annotated[str, Meta(description="The number before the title, such as «5b»; may be empty.")]
    title: str
    planned_s: Seconds
    used_s: Seconds
    rounds: Annotated[int, Meta(description="Rounds that were held; 0 in a step without rounds.")]
    rounds_planned: Annotated[int, Meta(description="Rounds that were planned when the group began.")]


class Note(Struct, frozen=True, kw_only=True):
    """A note that the group shares."""

    number: Annotated[str, Meta(description="The number of the step that it belongs to.")]
    title: Annotated[str, Meta(description="The title of that step.")]
    text: Annotated[str, Meta(description="Markdown as it was written.")]


class Factor(Struct, frozen=True, kw_only=True):
    """A factor that was named in the reflection."""

    factor: str
    strength: Annotated[int, Meta(description="How many times it was named as a strength.")]
    risk: Annotated[int, Meta(description="How many times it was named as a risk.")]


class Action(Struct, frozen=True, kw_only=True):
    """Who does what by when."""

    text: str
    owner: Annotated[str, Meta(description="Who does it; empty where nobody was named.")]
    due: date | None
    done: bool
    since: Annotated[
        date | None,
        Meta(description="The day of the earlier session where it was agreed on; null where that was here."),
    ]
    told: Annotated[date | None, Meta(description="The day of the session where the group heard that it is done.")]


class Meeting(Struct, frozen=True, kw_only=True):
    """When and where the group meets next, by the clock on the wall there."""

    day: date
    at: time_of_day | None
    place: str


class MinutesFile(Struct, frozen=True, kw_only=True):
    """The minutes of one session of aml-okt. No private note is ever in them."""

    schema: Annotated[Literal["aml-okt-minutes-1"], Meta(description="Which format this is, and its version.")]
    session: Annotated[str, Meta(description="The session's id, the same in every export of it; may be empty.")]
    title: Annotated[str, Meta(description="The title of the agenda.")]
    unit: Annotated[str, Meta(description="The service; may be empty.")]
    place: str
    day: date
    begun: Annotated[datetime | None, Meta(description="Null where the session was never begun.")]
    ended: Annotated[datetime | None, Meta(description="Null where it was not over when this was written.")]
    rehearsal: Annotated[bool, Meta(description="Whether it was only practice.")]
    anonymous: Annotated[bool, Meta(description="Whether participants have numbers in place of names.")]
    people: tuple[Person, ...]
    steps: tuple[Step, ...]
    outside_s: Annotated[
        int | None,
        Meta(description="Seconds that belong to no step: the clock stood still, or the group waited. Null as above."),
    ]
    factors: tuple[Factor, ...]
    notes: tuple[Note, ...]
    shared_from_rounds: Annotated[
        tuple[Note, ...], Meta(description="What those who were in focus have chosen to share from their rounds.")
    ]
    actions: tuple[Action, ...]
    next_meeting: Meeting | None
    confidential: Annotated[
        tuple[str, ...], Meta(description="Titles of the steps whose words belong to the focus persons.")
    ]


class OwnNotesFile(Struct, frozen=True, kw_only=True):
    """The private notes of one participant, for that participant alone."""

    schema: Literal["aml-okt-own-notes-1"]
    title: str
    unit: str
    day: date
    person: str
    notes: tuple[Note, ...]


def minutes_to_json(minutes: Minutes, session: str) -> bytes:
    """The minutes of the session with this id, indented, ending in one line feed."""
    return indented(
        MinutesFile(
            schema="aml-okt-minutes-1",
            session=session,
            title=minutes.title,
            unit=minutes.unit,
            place=minutes.place,
            day=minutes.day,
            begun=_whole(minutes.begun),
            ended=_whole(minutes.ended),
            rehearsal=minutes.rehearsal,
            anonymous=minutes.anonymous,
            people=tuple(
                Person(name=person.name, facilitator=person.facilitator, left_early=person.gone)
                for person in minutes.attendees
            ),
            steps=tuple(
                Step(
                    id=step.id,
                    number=step.number,
                    title=step.title,
                    planned_s=_seconds(step.planned),
                    used_s=_seconds(step.used),
                    rounds=step.rounds,
                    rounds_planned=step.rounds_planned,
                )
                for step in minutes.steps
            ),
            outside_s=_seconds(minutes.outside),
            factors=tuple(
                Factor(factor=named.factor, strength=named.strength, risk=named.risk) for named in minutes.factors
            ),
            notes=_notes(minutes.notes),
            shared_from_rounds=_notes(minutes.shared_from_rounds),
            actions=tuple(map(_action, minutes.actions)),
            next_meeting=_meeting(minutes.next_meeting),
            confidential=minutes.confidential,
        )
    )


def own_notes_to_json(own: OwnNotes) -> bytes:
    """One participant's notes, indented, ending in one line feed."""
    return indented(
        OwnNotesFile(
            schema="aml-okt-own-notes-1",
            title=own.title,
            unit=own.unit,
            day=own.day,
            person=own.person,
            notes=_notes(own.notes),
        )
    )


def minutes_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the minutes."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(MinutesFile)}


def _notes(notes: tuple[SharedNote, ...]) -> tuple[Note, ...]:
    return tuple(Note(number=note.number, title=note.title, text=note.text) for note in notes)


def _action(action: Agreed) -> Action:
    return Action(
        text=action.text, owner=action.owner, due=action.due, done=action.done, since=action.since, told=action.told
    )


def _meeting(meeting: NextMeeting | None) -> Meeting | None:
    return None if meeting is None else Meeting(day=meeting.day, at=meeting.at, place=meeting.place)


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else round(span / SECOND)


def _whole(instant: datetime | None) -> datetime | None:
    """To the second: what is finer tells of nothing but when somebody pressed a key."""
    return None if instant is None else instant.replace(microsecond=0)
