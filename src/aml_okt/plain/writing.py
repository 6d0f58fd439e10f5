"""The words for actions and the next meeting, and what was begun of them and not saved."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import assert_never

from aml_okt.core.actions import Action as Task
from aml_okt.core.actions import parse_line
from aml_okt.core.carrying import from_last
from aml_okt.core.commands import SetNextMeeting
from aml_okt.core.session import Stage
from aml_okt.core.text import one_line
from aml_okt.files.drafts import Draft
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.opening import elsewhere_in_words
from aml_okt.plain.filling import Form
from aml_okt.plain.talk import Talk
from aml_okt.plain.voice import in_speech, sentence
from aml_okt.scene.follow_up import NEW, NONE_NEW, heading
from aml_okt.scene.forms import (
    AT,
    CHANGES,
    DAY,
    DUE,
    NAMES,
    OWNER,
    PLACE,
    TEXT,
    draft_of_action,
    draft_of_meeting,
    left_of_action,
    left_of_meeting,
    read_action,
    read_meeting,
    written_action,
    written_meeting,
)
from aml_okt.scene.guide import Other
from aml_okt.scene.meeting import meeting_in_words
from aml_okt.scene.news import (
    NO_ACTIONS,
    NOTHING_TO_MEND,
    WHAT_TO_DO,
    WHO_DOES,
    action_saved_in_words,
    action_unsaved_in_words,
)
from aml_okt.wording import day_in_words

_BETWEEN = re.compile(r"[·;]")


class _Left(Enum):
    """What becomes of what was begun and not saved."""

    GONE_ON_WITH = "gone on with"
    THROWN_AWAY = "thrown away"
    WAITS = "waits"


def add_action(talk: Talk, rest: str) -> None:
    """One more action; what was not saved the last time comes first."""
    draft = draft_of_action(talk.desk)
    if left := left_of_action(draft, talk.tasks, _today(talk)):
        match _settle_left(talk, draft, left):
            case _Left.GONE_ON_WITH:
                existing = parse_line(left.get(CHANGES, ""))
                if not _fill_action(talk, existing, left):
                    talk.say(_not_taken(rest))
                    return
                if not rest:
                    return
            case _Left.WAITS:
                talk.say(_not_taken(rest))
                return
            case _Left.THROWN_AWAY:
                pass
            case unknown:
                assert_never(unknown)
    _fill_action(talk, None, {}, rest.strip(": "))


def mend_action(talk: Talk, _rest: str) -> None:
    """The last action, written again."""
    if not (tasks := talk.tasks):
        talk.say(render(NOTHING_TO_MEND))
        return
    draft = draft_of_action(talk.desk)
    if left := left_of_action(draft, tasks, _today(talk)):
        match _settle_left(talk, draft, left):
            case _Left.GONE_ON_WITH:
                _fill_action(talk, parse_line(left.get(CHANGES, "")), left)
                return
            case _Left.WAITS:
                return
            case _Left.THROWN_AWAY:
                pass
            case unknown:
                assert_never(unknown)
    _fill_action(talk, tasks[-1], written_action(tasks[-1]), asks=True)


def _settle_left(talk: Talk, draft: Draft, left: Mapping[str, str]) -> _Left:
    """Ask whether to go on with what was not saved; it is thrown away only after a second answer."""
    told = [f"{render(NAMES[name])}: {value}" for name, value in left.items() if name != CHANGES]
    if talk.agrees(_("Dette ble ikke lagret sist:"), *told, _("Vil dere fortsette på det?")):
        return _Left.GONE_ON_WITH
    if talk.agrees(_("Skal det kastes?")):
        draft.keep({})
        talk.say(_("Det er kastet."))
        return _Left.THROWN_AWAY
    talk.say(_("Det ligger her fortsatt."))
    return _Left.WAITS


def _not_taken(rest: str) -> str:
    """That what stood on the line is not saved, where something stood there."""
    return _("Det du skrev nå, er ikke tatt med. Skriv det på nytt etterpå.") if rest else ""


def _fill_action(
    talk: Talk, existing: Task | None, fields: Mapping[str, str], written: str = "", *, asks: bool = False
) -> bool:
    """Fill in an action from what is written on one line, or ask for it field by field; whether it was saved."""
    questions = {
        TEXT: render(WHAT_TO_DO),
        OWNER: render(WHO_DOES),
        DUE: _("Når skal det være gjort? Skriv for eksempel 1.12, fredag eller om 2 uker."),
    }
    form = Form(talk, draft_of_action(talk.desk), questions, {} if existing is None else {CHANGES: existing.line})
    if written:
        form.take(_split(written, questions))
        form.keep()
    else:
        form.take(fields)
        if (asks or not fields) and not form.ask_for_all():
            return False
    reader = partial(read_action, today=_today(talk), existing=existing)
    task = form.read(reader)
    if task is None:
        return False
    actions = talk.runner.actions
    write = actions.add if existing is None else partial(actions.replace, existing)
    if not _saved(talk, write, task):
        return False
    form.done()
    talk.desk.actions_changed()
    talk.tried(Other.SAVED_ACTION)
    talk.say(sentence(action_saved_in_words(task_in_words(task))))
    return True


def _saved(talk: Talk, write: Callable[[Task], None], task: Task) -> bool:
    """Whether an action is on the disk. Where it is not, it waits in its draft."""
    try:
        write(task)
    except OSError as fault:
        why = action_unsaved_in_words(fault)
        talk.say(why, _("Skriv tiltak for å fortsette på det."))
        return False
    return True


def _split(written: str, names: Mapping[str, str]) -> dict[str, str]:
    """The fields on one line, with dots or semicolons between; the last takes what there is too much."""
    parts = [one_line(part) for part in _BETWEEN.split(written, len(names) - 1)]
    return dict(zip(names, parts, strict=False))


def task_in_words(task: Task) -> str:
    """An action as a line to hear."""
    due = _("frist {day}").format(day=day_in_words(task.due)) if task.due else ""
    owner = _("ansvarlig {name}").format(name=one_line(task.owner)) if task.owner else ""
    done = _("gjort") if task.done else ""
    return ", ".join(filter(None, (one_line(task.text), owner, due, done)))


# The next meeting


def meeting(talk: Talk, rest: str) -> None:
    """When and where the group meets next."""
    settled = talk.runner.state.next_meeting
    questions = {
        DAY: _("Hvilken dag møtes dere neste gang?"),
        AT: _("Hvilket klokkeslett?"),
        PLACE: _("Hvor?"),
    }
    draft = draft_of_meeting(talk.desk)
    form = Form(talk, draft, questions, {})
    left = left_of_meeting(draft, settled, _today(talk))
    becomes = _settle_left(talk, draft, left) if left else _Left.THROWN_AWAY
    if becomes is not _Left.THROWN_AWAY:
        talk.say(_not_taken(rest))
    if becomes is _Left.WAITS:
        return
    if becomes is _Left.GONE_ON_WITH:
        form.take(left)
    elif rest:
        form.take(_split(rest.strip(": "), questions))
        form.keep()
    else:
        form.take(written_meeting(settled))
        if not form.ask_for_all():
            return
    command: SetNextMeeting | None = form.read(partial(read_meeting, today=_today(talk)))
    if command is not None and talk.carry_out(command):
        form.done()
        talk.say(*meeting_lines(talk))


def agreed(talk: Talk, _rest: str) -> None:
    """The actions, and the next meeting."""
    talk.say(*agreed_lines(talk))


def agreed_lines(talk: Talk) -> Iterator[str]:
    """An action a line, and when the group meets next."""
    tasks = talk.tasks
    earlier, new = from_last(tasks), [task for task in tasks if task.since is None]
    if earlier:
        yield in_speech(f"{heading(tasks)}.")
        yield from task_lines(tasks, earlier)
        yield f"{render(NEW)}." if new else render(NONE_NEW)
    elif not new:
        yield render(NO_ACTIONS)
        if talk.runner.state.stage is not Stage.FINISHED:
            yield _("Skriv tiltak for å legge til et.")
    yield from task_lines(tasks, new)
    yield from meeting_lines(talk)


def task_lines(tasks: Sequence[Task], some: Sequence[Task]) -> Iterator[str]:
    """A line for some of the actions, each with its number among all of them."""
    for number, task in enumerate(tasks, 1):
        if task in some:
            yield f"{number}. {task_in_words(task)}."


def meeting_lines(talk: Talk) -> Iterator[str]:
    """When the group meets next, in a sentence."""
    settled = ", ".join(meeting_in_words(talk.runner.state))
    yield _("Neste møte: {when}.").format(when=settled or _("ikke avtalt ennå"))


def left_unsaved(talk: Talk) -> Iterator[str]:
    """What is not in its place, and what stands in forms, with the word by which it is gone on with."""
    yield elsewhere_in_words(talk.runner.notebook.outstanding)
    if left_of_action(draft_of_action(talk.desk), talk.tasks, _today(talk)):
        yield _("Et tiltak ble ikke lagret. Skriv tiltak for å fortsette på det.")
    if left_of_meeting(draft_of_meeting(talk.desk), talk.runner.state.next_meeting, _today(talk)):
        yield _("Avtalen om neste møte ble ikke lagret. Skriv møte for å fortsette på den.")


def _today(talk: Talk) -> date:
    clock = talk.runner.clock
    return clock.now().wall.astimezone(clock.zone).date()
