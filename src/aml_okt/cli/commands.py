"""The commands by name, in the order of use: where each is, and what it does.

A page that lists them shows what stands here, and loads none of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from aml_okt.cli.place import Place
from aml_okt.core.message import message

COMMANDS: Mapping[str, Place] = MappingProxyType(
    {
        "start": Place("aml_okt.cli.start:start", message("Åpne skjermen som leder økta.")),
        "room": Place(
            "aml_okt.cli.room:room",
            message(
                "Vis gruppa hvor dere er: klokke, hvem som er i fokus, og hva som gjelder nå. Notater vises aldri."
            ),
        ),
        "export": Place("aml_okt.cli.export:export", message("Skriv referatet fra en økt, og si hvor det ligger.")),
        "sessions": Place("aml_okt.cli.sessions:sessions", message("List opp øktene dine, den siste først.")),
        "report": Place(
            "aml_okt.cli.report:report", message("Vis hva mange økter sier over tid: tid, faktorer og tiltak.")
        ),
        "status": Place(
            "aml_okt.cli.status:status",
            message("Vis hvor økta er: steg, fase, hvem som er i fokus, tid igjen og slutt."),
        ),
        "erase": Place("aml_okt.cli.erase:erase", message("Slett en økt for godt: logg, notater, tiltak og referat.")),
        "agenda": Place(
            "aml_okt.cli.agenda:agenda", message("Sjekk en agenda, se planen den gir, eller lag din egen.")
        ),
        "doctor": Place(
            "aml_okt.cli.doctor:doctor",
            message(
                "Se etter at alt er på plass, og si hva som må rettes: versjoner, mapper, terminal og innstillinger."
            ),
        ),
        "completion": Place(
            "aml_okt.cli.completion:completion",
            message("Lær terminalen å fullføre kommandoer, valg og navn på økter når du trykker Tab."),
        ),
    }
)
"""What follows `aml-okt`."""

AGENDA_COMMANDS: Mapping[str, Place] = MappingProxyType(
    {
        "check": Place(
            "aml_okt.cli.agenda_check:check", message("Finn alle feil i en agenda, og si hva som skal stå i stedet.")
        ),
        "plan": Place(
            "aml_okt.cli.agenda_plan:show_plan",
            message(
                "Vis planen som agendaen gir for så mange deltakere, eller en tabell for flere gruppestørrelser: 3..8."
            ),
        ),
        "list": Place(
            "aml_okt.cli.agenda_list:show_list",
            message("List opp agendaene: dine egne, og de innebygde, med den som gjelder her merket."),
        ),
        "copy": Place(
            "aml_okt.cli.agenda_copy:copy",
            message("Lag en kopi av en innebygd agenda, som du kan gjøre til din egen."),
        ),
        "schema": Place(
            "aml_okt.cli.agenda_schema:schema",
            message("Vis hva en agenda kan inneholde, som JSON Schema, så redigeringsprogrammet kan hjelpe til."),
        ),
    }
)
"""What follows `aml-okt agenda`."""
