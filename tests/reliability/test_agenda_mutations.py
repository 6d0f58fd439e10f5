"""The built-in agenda, spoilt in thousands of ways: it is valid still, or every fault is told with its place, at once.

Each mutation has a number that it can be made again from. `AML_OKT_MUTATIONS=100000 just test` with this file's name
tries the first so many.
"""

import os
import re
import time
from datetime import timedelta

import pytest

from aml_okt.core.agenda import Agenda
from aml_okt.core.plan import Group, plan
from aml_okt.core.text import one_line
from aml_okt.files.agenda_yaml import AgendaFaults, describe, parse_agenda
from aml_okt.files.faults import MOST_FAULTS, Fault
from aml_okt.i18n import render
from tests.agenda_mutations import mutated
from tests.builders import PEOPLE
from tests.reliability.conftest import times

HOW_MANY = "AML_OKT_MUTATIONS"
"""Set to a number, so many mutations are tried instead."""
AT_ONCE = 100
"""Mutations in each test; the processors share the tests."""
LONGEST = 1.0
"""Seconds of the processor's time that reading an agenda may take, whatever is in it."""
LINE_END = re.compile(b"\r\n|\r|\n")
ENGLISH = re.compile(r"\b(?:expected|found|could not|while|Error|Exception|None)\b")


def hundreds() -> range:
    """The tests that are to be made, a hundred mutations each."""
    asked = os.environ.get(HOW_MANY)
    return range(-(-int(asked) // AT_ONCE)) if asked else times(2, 100)


def assert_can_be_planned(agenda: Agenda) -> None:
    """Whatever is let through can be led, by two and by six."""
    for group in (Group.of(PEOPLE[:2]), Group.of(PEOPLE[:6], breather=True)):
        assert all(box.planned >= timedelta() for box in plan(agenda, group))


def assert_told(faults: tuple[Fault, ...], data: bytes) -> None:
    """Each fault has words and a place, and none of the parser's English."""
    assert 1 <= len(faults) <= MOST_FAULTS + 1
    lines = LINE_END.split(data)
    for fault in faults:
        what = render(fault.what)
        assert what.endswith("."), what
        assert not ENGLISH.search(what.replace(fault.offending, "")), what
        assert describe(fault) == one_line(describe(fault))
        if (fault.line, fault.column) != (0, 0):
            assert 1 <= fault.line <= len(lines), what
            assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1, what


def assert_valid_or_told(data: bytes) -> None:
    """The agenda is read, or every fault is told, in time."""
    start = time.process_time()
    try:
        agenda = parse_agenda(data, "agenda.yaml")
    except AgendaFaults as told:
        spent = time.process_time() - start
        assert_told(told.faults, data)
    else:
        spent = time.process_time() - start
        assert_can_be_planned(agenda)
    assert spent < LONGEST


@pytest.mark.parametrize("hundred", hundreds())
def test_a_spoilt_agenda_is_valid_or_its_faults_are_told(hundred: int) -> None:
    for number in range(hundred * AT_ONCE, (hundred + 1) * AT_ONCE):
        data = mutated(number)
        try:
            assert_valid_or_told(data)
        except Exception as fault:
            fault.add_note(f"mutation {number}; mutated({number}) makes it again")
            raise


def test_both_outcomes_are_common_among_the_mutations() -> None:
    """Or else the mutations would try only half of what is promised."""
    valid = 0
    for number in range(AT_ONCE):
        try:
            parse_agenda(mutated(number), "agenda.yaml")
            valid += 1
        except AgendaFaults:
            pass
    assert 10 <= valid <= 90
