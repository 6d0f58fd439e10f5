"""Texts that would like to act, in every field and every format of the minutes: they are shown, and do nothing."""

import io
import json
import zipfile
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.minutes import Minutes, SharedNote
from aml_okt.core.text import acts, one_line, visible
from aml_okt.export.calendar import Event, to_ics
from aml_okt.export.document import Document
from aml_okt.export.formats import Format, written
from aml_okt.export.markdown import minutes_title, to_markdown
from aml_okt.export.minutes_json import minutes_to_json
from tests.export.test_html import ELEMENTS, Page
from tests.export.test_markdown import BEGUN, WHOLE
from tests.reliability.conftest import times
from tests.reliability.test_payloads import PAYLOADS

SAMPLE = 6
TABLE = "# {text}\n\n| a | {line} |\n| --- | --- |\n| {line} | b |\n"


def minutes_of(payload: str) -> Minutes:
    """Minutes with a payload in every field that people write, as the border would have let it in."""
    line = one_line(payload)
    notes = (
        SharedNote(number="4", title=line, text=visible(payload)),
        SharedNote(
            number="5", title=line, text=f"# {visible(payload)}\n\n| a | {line} |\n| --- | --- |\n| {line} | b |\n"
        ),
    )
    return replace(
        WHOLE, title=line, unit=line, place=line, notes=notes, actions=(Action(line, line),), confidential=(line,),
        attendees=tuple(replace(person, name=line) for person in WHOLE.attendees),
        steps=tuple(replace(step, title=line) for step in WHOLE.steps),
        factors=tuple(replace(named, factor=line) for named in WHOLE.factors),
        next_meeting=WHOLE.next_meeting and replace(WHOLE.next_meeting, place=line),
    )  # fmt: skip


def parts_of(package: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]


@pytest.mark.parametrize("number", times(SAMPLE, len(PAYLOADS)))
def test_in_every_format_a_payload_is_only_a_text(number: int) -> None:
    minutes = minutes_of(PAYLOADS[number])
    document = Document(minutes_title(minutes), to_markdown(minutes), day=minutes.day)

    page = Page(written(document, Format.HTML).decode())
    assert {tag for tag, _attributes in page.elements} <= ELEMENTS
    assert not any(acts(char) for char in page.text)

    for form in (Format.WORD, Format.ODT):
        for part in parts_of(written(document, form)):
            text = "".join(ET.fromstring(part).itertext())  # noqa: S314 - it is our own
            assert not any(acts(char) for char in text)

    assert written(document, Format.PDF).startswith(b"%PDF-1.7")
    assert json.loads(minutes_to_json(minutes, ""))["unit"] == minutes.unit
    assert minutes.next_meeting is not None
    calendar = to_ics(Event(minutes.next_meeting, minutes.title, "", timedelta(hours=2)), BEGUN, None).decode()
    assert not any(acts(char) for char in calendar.replace("\r\n", "\n"))
    assert calendar.count("BEGIN:VEVENT") == calendar.count("\nEND:VEVENT\r") == 1
