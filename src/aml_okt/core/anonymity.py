"""Minutes without names: each participant becomes a number, in every text that people have written.

Only participants are known. Who else a text tells of, no program can know; of those who have an action without being
participants, the minutes say that they are others.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.minutes import Minutes, SharedNote
from aml_okt.core.name_patterns import WORD, parts, undisguised, whole

_CONNECTING = frozenset({"og", "and", "samt", "ved", "v", "med", "with"})


class Called(Struct, frozen=True):
    """What people are called in place of their names."""

    participant: Callable[[int], str]
    """The participant with this number, counted from 1 in the order of their seats."""
    other: str
    """Somebody who is no participant."""


def anonymous(
    minutes: Minutes, called: Called, others: Iterable[str] = (), formerly: Iterable[tuple[str, int]] = ()
) -> Minutes:
    """The same minutes with numbers for names; who led and who left is still told.

    `others` are names that are known, too, and of nobody who took part. `formerly` are those that participants, by
    their numbers, had before they were corrected: texts that were written then still have them.
    """
    numbers = [called.participant(number) for number in range(1, len(minutes.attendees) + 1)]
    now = [(person.name, number) for person, number in zip(minutes.attendees, numbers, strict=True)]
    before = [pair for name, place in formerly if (pair := (name, numbers[place - 1])) not in now]
    ours = {name for name, _number in (*now, *before)}
    hidden = _Hiding([(name, called.other) for name in others if name not in ours] + now, before)

    def notes(those: Sequence[SharedNote]) -> tuple[SharedNote, ...]:
        return tuple(
            replace(one, number=hidden(one.number), title=hidden(one.title), text=hidden(one.text)) for one in those
        )

    return replace(
        minutes,
        title=hidden(minutes.title),
        unit=hidden(minutes.unit),
        place=hidden(minutes.place),
        attendees=tuple(
            replace(person, name=number) for person, number in zip(minutes.attendees, numbers, strict=True)
        ),
        steps=tuple(
            replace(step, id=hidden(step.id), number=hidden(step.number), title=hidden(step.title))
            for step in minutes.steps
        ),
        notes=notes(minutes.notes),
        shared_from_rounds=notes(minutes.shared_from_rounds),
        factors=tuple(replace(named, factor=hidden(named.factor)) for named in minutes.factors),
        actions=tuple(_action(action, hidden, called) for action in minutes.actions),
        next_meeting=minutes.next_meeting and replace(minutes.next_meeting, place=hidden(minutes.next_meeting.place)),
        confidential=tuple(map(hidden, minutes.confidential)),
        anonymous=True,
    )


def _action(action: Action, hidden: "_Hiding", called: Called) -> Action:
    return replace(action, text=hidden(action.text), owner=_owner(action.owner, hidden, called))


def _owner(owner: str, hidden: "_Hiding", called: Called) -> str:
    """Who has an action: participants by number, and whoever else only as somebody else."""
    known = hidden.found_in(owner)
    rest = {word.casefold() for word in WORD.findall(hidden.without(owner))} - _CONNECTING
    return ", ".join(dict.fromkeys((*known, *([called.other] if rest else []))))


class _Hiding:
    """Puts numbers in the place of names, wherever they stand and however they are written."""

    def __init__(self, now: Sequence[tuple[str, str]], before: Sequence[tuple[str, str]] = ()) -> None:
        """Take in the names that people have, and those that they had before, each with its number."""
        ours = {word.casefold() for _name, number in now for word in WORD.findall(number)}
        wholes, partly = dict[str, list[str]](), dict[str, list[str]]()
        for name, number in (*now, *before):
            wholes.setdefault(whole(name), []).append(number)
            for pattern in parts(name, ours):
                partly.setdefault(pattern, []).append(number)
        for name, _number in before:
            # «Kari» became «Kari Hansen» because another Kari came: a text may mean either.
            wholes[whole(name)] += partly.get(whole(name), [])
        # Whole names before parts of them, so that two with the same first name are told apart where that can be done.
        ways = [*_longest_first(wholes), *_longest_first(partly)]
        self._numbers = [" / ".join(dict.fromkeys(who)) for _pattern, who in ways]
        self._pattern = re.compile("|".join(f"({pattern})" for pattern, _who in ways) or r"(?!)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text with numbers for names."""
        return self._pattern.sub(self._number, undisguised(text))

    def without(self, text: str) -> str:
        """The text with nothing where names were."""
        return self._pattern.sub(" ", undisguised(text))

    def found_in(self, text: str) -> Iterator[str]:
        """The numbers of those whose names are in a text, in its order."""
        return map(self._number, self._pattern.finditer(undisguised(text)))

    def _number(self, found: re.Match[str]) -> str:
        return self._numbers[(found.lastindex or 1) - 1]


def _longest_first(ways: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(ways.items(), key=lambda way: len(way[0]), reverse=True)
