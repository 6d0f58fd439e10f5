"""What a screen shows all the time, and lines only when they are asked for it: each with its word."""

from aml_okt.core.message import message
from aml_okt.scene.action import NO_KEY, Action

ASKED: tuple[Action, ...] = (
    Action(
        "where", "", NO_KEY, message("hvor er vi"),
        message("Hør hvor dere er: steg, fase, hvem som har ordet, og tiden. En tom linje gjør det samme."),
        word=message("hvor"),
    ),
    Action(
        "time", "", NO_KEY, message("tiden"), message("Hør hvor lang tid det er igjen, og når dere slutter."),
        word=message("tid"),
    ),
    Action(
        "who", "", NO_KEY, message("hvem"), message("Hør hvem som har ordet, er i fokus og tar tiden."),
        word=message("hvem"),
    ),
    Action(
        "say", "", NO_KEY, message("hva sier jeg"),
        message("Hør regelen, det som kan leses høyt, og spørsmålene."), word=message("si"),
    ),
    Action(
        "agreed", "", NO_KEY, message("tiltakene"), message("Hør tiltakene og avtalen om neste møte."),
        word=message("liste"),
    ),
    Action(
        "tick_off", "", NO_KEY, message("kryss av"),
        message(
            "Kryss av et tiltak som er gjort, med tallet det har i lista: «gjort 2». «gjort 2 minus» tar krysset bort "
            "igjen. Det som ikke er krysset av, blir med videre."
        ),
        word=message("gjort"),
    ),
)  # fmt: skip
