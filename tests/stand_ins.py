"""Letters that stand in for ours, to find texts that no catalogue has: whoever can read them has found one.

They are Cyrillic, because those are as wide as ours, and sort of readable for whoever looks at a screen of them.
"""

import gettext
import re

LATIN = "abcdefghijklmnopqrstuvwxyzæøå"
CYRILLIC = "абцдефгхийклмнопярстувшжызэюя"
_TABLE = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
_FIELD = re.compile(r"(\{[^{}]*\})")

WORD = "Школа"
NAMES = ("Анна", "Борис", "Вера", "Галина", "Дмитрий")


def stand_in(text: str) -> str:
    """The text in other letters; what is filled in keeps its name."""
    return "".join(part if _FIELD.fullmatch(part) else part.translate(_TABLE) for part in _FIELD.split(text))


class StandIns(gettext.NullTranslations):
    """Translations that say everything in other letters. Keys that are pressed stay, so that they can be."""

    def gettext(self, message: str) -> str:
        """A text in other letters."""
        return stand_in(message)

    def pgettext(self, context: str, message: str) -> str:
        """A text with a context in other letters, and a letter that is pressed as it is."""
        del context
        return message if len(message) == 1 else stand_in(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for this count in other letters."""
        return stand_in(msgid1 if n == 1 else msgid2)


_STEP = """
  - id: {id}
    number: "{number}"
    title: {title}
    short: Шаг
    time: {time} min
    purpose: Зачем
    say: Говорим
    rule: Правило
    rules: [Раз, Два]
    hints: [Совет]
"""


def _step(name: str, number: int, more: str = "", time: int = 5) -> str:
    return _STEP.format(id=name, number=number, title=f"Шаг {number}", time=time) + more


AGENDA = (
    "title: Повестка\nsource: Источник\ngroup: 6\nduration: 100-180 min\nsteps:"
    + _step("film", 1, "    link: https://example.org/\n")
    + _step("fasilitator", 2, "    screen: choose facilitator\n")
    + _step("innsjekk", 3, "    who: each\n    screen: follow up\n    questions: [Как дела?]\n")
    + _step("faglig-intro", 4, '    who: facilitator\n    notes: minutes\n    slides: ["# Слайд", "# Другой"]\n')
    + _step(
        "refleksjon",
        5,
        """    notes: minutes
    factors: [Климат, Роли]
    phases:
      - {title: Одни, time: 2 min, who: alone, rule: Тихо, say: Думаем}
      - {title: Круг, time: 10 min, who: each, rule: Один говорит, say: "{speaker}, что?"}
      - {title: Беседа, time: rest, least: 4 min, who: all, rule: Вместе, say: Что?}
""",
        20,
    )
    + _step("pause", 6, "    screen: break\n    least: 3 min\n")
    + _step("forberedelse", 7, "    who: alone\n    screen: focus order\n")
    + _step(
        "kollegaveiledning",
        8,
        """    least: 12 min
    repeat: each participant in focus
    breather: 5 min
    phases:
      - {title: Рассказ, time: 3 min, who: focus, rule: Рассказ, say: "{focus}, {time}"}
      - {title: Вопросы, time: 5 min, who: colleagues in turn, rule: Вопросы, say: "{timekeeper}"}
      - {title: Беседа, time: 5 min, who: colleagues, rule: Беседа, say: "{focus}"}
      - {title: Спасибо, time: 2 min, who: focus, rule: Спасибо, say: "{facilitator}"}
""",
        15,
    )
    + _step("utsjekk", 9, "    who: each\n    notes: minutes\n    questions: [Как было?]\n")
    + _step("avslutning", 10, "    screen: actions\n    notes: minutes\n")
)
"""An agenda with every kind of step in such letters, in the order of the default one and under its ids."""
