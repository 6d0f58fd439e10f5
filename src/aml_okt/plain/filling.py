"""Filling in a form line by line: what is written is on the disk before the next line, until it is saved."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.drafts import Draft
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.talk import Talk
from aml_okt.scene.forms import Asked

GIVE_UP = message("avbryt")
NOTHING = "-"
"""What is written to leave a field empty that had something in it."""

Filled = TypeVar("Filled")


class Form:
    """Fields by name, each with its question, and a draft that has them until they are saved."""

    def __init__(self, talk: Talk, draft: Draft, questions: Mapping[str, str], about: Mapping[str, str]) -> None:
        """`about` is what the draft has to say beside the fields."""
        self._talk, self._draft, self._questions, self._about = talk, draft, questions, about
        self.fields: dict[str, str] = {}

    def take(self, fields: Mapping[str, str]) -> None:
        """Let this stand in the fields."""
        self.fields = {name: fields.get(name, "") for name in self._questions}

    def keep(self) -> None:
        """Have what stands in the fields on the disk."""
        self._draft.keep({**self.fields, **self._about} if any(self.fields.values()) else {})

    def done(self) -> None:
        """What stands in the fields is saved, or thrown away."""
        self._draft.keep({})

    def ask_for_all(self) -> bool:
        """Ask for each field in turn; False when that was given up."""
        self._talk.say(_("En tom linje lar feltet være som det er. Skriv avbryt hvis du ikke vil lagre."))
        return all(self._ask(name) for name in self._questions)

    def read(self, reader: Callable[[Mapping[str, str]], Filled | Asked]) -> Filled | None:
        """What the fields say; what cannot be read is asked for until it can. None when that was given up."""
        while isinstance(found := reader(self.fields), Asked):
            self._talk.say(found.why)
            if not self._ask(found.field):
                return None
        return found

    def _ask(self, name: str) -> bool:
        there = self.fields[name]
        now = _("Nå står det: {text}. Skriv - for å tømme feltet.").format(text=there) if there else ""
        answer = one_line(self._talk.ask(self._questions[name], now))
        if answer.casefold() == render(GIVE_UP):
            self.done()
            self._talk.say(_("Ingenting er lagret."))
            return False
        if answer:
            self.fields[name] = "" if answer == NOTHING else answer
            self.keep()
        return True
