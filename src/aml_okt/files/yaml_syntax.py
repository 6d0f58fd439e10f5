"""What the YAML parser complains about, told to a person who has never heard of YAML.

The parser speaks English and its two implementations word things differently, so a complaint is known by
a piece that both share. The order matters: the first piece that fits decides.
"""

import yaml

from aml_okt.core.message import Message, message
from aml_okt.files.faults import WHOLE_FILE, Spot

_COLON = message("et kolon for mye, eller feil innrykk.")
_QUOTES_FOR_COLON = message("Sett teksten i anførselstegn når den har kolon, og still nøklene rett under hverandre.")
_UNCLOSED = message("anførselstegnet her blir aldri lukket.")
_CLOSE = message("Sett et likt anførselstegn der teksten slutter.")
_TAB = message("tabulator kan ikke brukes til innrykk.")
_SPACES = message("Bruk mellomrom.")
_START = message("en tekst kan ikke begynne med dette tegnet.")
_QUOTES = message("Sett hele teksten i anførselstegn.")
_ESCAPE = message("etter «\\» følger et tegn som ikke betyr noe.")
_SINGLE = message("Skriv «\\\\» for én omvendt skråstrek, eller bruk enkle anførselstegn.")
_BLOCK = message("teksten må begynne på linja under «|» eller «>».")
_INDENT = message("Flytt teksten ned en linje, og rykk den inn.")
_DASH = message("et listepunkt kan ikke stå på samme linje som nøkkelen.")
_OWN_LINE = message("Sett «-» på en linje for seg, rykket inn under nøkkelen.")
_LIST = message("lista i klammer blir ikke lukket.")
_BRACKET = message("Sett «]» eller «}}» der den slutter, eller sett teksten i anførselstegn.")
_KEY = message("her passer ikke teksten inn.")
_ALIGN = message(
    "Sjekk at linja er rykket like langt inn som de andre i samme steg, og at en tekst som begynner med "
    "anførselstegn eller krøllparentes, står i anførselstegn fra ende til annen."
)
_NO_COLON = message("nøkkelen mangler kolon.")
_WRITE_COLON = message("Skriv for eksempel «title: Velkommen».")
_UNKNOWN = message("dette er ikke gyldig YAML.")
_LOOK = message("Sjekk innrykk, kolon og anførselstegn på denne linja og den over.")

_COMPLAINTS: tuple[tuple[str, Message, Message], ...] = (
    ("mapping values are not allowed", _COLON, _QUOTES_FOR_COLON),
    ("sequence entries are not allowed", _DASH, _OWN_LINE),
    ("quoted scalar found unexpected end of stream", _UNCLOSED, _CLOSE),
    ("escape", _ESCAPE, _SINGLE),
    ("scanning an alias", _START, _QUOTES),
    ("scanning an anchor", _START, _QUOTES),
    ("a tag", _START, _QUOTES),
    ("cannot start any token", _START, _QUOTES),
    ("node content", _START, _QUOTES),
    ("a block scalar", _BLOCK, _INDENT),
    ("flow sequence", _LIST, _BRACKET),
    ("flow mapping", _LIST, _BRACKET),
    ("a simple key", _NO_COLON, _WRITE_COLON),
    ("parsing a block", _KEY, _ALIGN),
)
# These are noticed long after the character that needs mending.
_WHERE_IT_BEGAN = frozenset({_UNCLOSED.template, _LIST.template, _NO_COLON.template, _START.template})


def syntax_fault(error: yaml.YAMLError, text: str) -> tuple[Spot, Message, Message]:
    """Where the text stops being YAML, what is wrong there, and what to write."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return WHOLE_FILE, _UNKNOWN, _LOOK
    mark = error.problem_mark
    complaint = f"{error.context or ''} {error.problem or ''}"
    known = (told for piece, *told in _COMPLAINTS if piece in complaint)
    what, remedy = next(known, (_UNKNOWN, _LOOK))
    if what.template in _WHERE_IT_BEGAN and error.context_mark is not None:
        mark = error.context_mark
    if _character(text, mark.line, mark.column) == "\t":
        what, remedy = _TAB, _SPACES
    return Spot(mark.line + 1, mark.column + 1), what, remedy


def _character(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    return lines[line][column : column + 1] if line < len(lines) else ""
