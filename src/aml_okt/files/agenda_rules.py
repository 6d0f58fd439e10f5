"""What must hold between the keys of an agenda, each rule a function, each fault with its place and a remedy.

Rules read a draft and look only at the values that hold, so that a fault is told once and for what it is.
"""

from datetime import time as time_of_day
from datetime import timedelta

from aml_okt.core.agenda import Rest, Span, Who
from aml_okt.core.durations import MINUTE, SECOND, is_range
from aml_okt.core.message import message
from aml_okt.core.timetable import HALF_A_DAY
from aml_okt.files.agenda_draft import Draft, either
from aml_okt.files.agenda_values import PLACEHOLDER, is_id
from aml_okt.files.faults import Findings
from aml_okt.files.yaml_tree import Scalar

_LIKELY_FLOOR = 5 * MINUTE
"""The floor to write for example."""

_IN_A_ROUND = frozenset({Who.FOCUS, Who.COLLEAGUES, Who.COLLEAGUES_IN_TURN})


def check_rules(agenda: Draft, found: Findings) -> None:
    """Check every rule; faults go to `found`."""
    _check_ids(agenda, found)
    _check_rest_of_agenda(agenda, found)
    _check_order_of_times(agenda, found)
    for step in _steps(agenda):
        _check_rest_of_step(step, found)
        _check_repeat(step, found)
        _check_sum(step, found)
        _check_times_of_day(step, found)
        for part in (step, *_phases(step)):
            _check_who(part, step, found)
            _check_placeholders(part, step, found)
            _check_least(part, step, found)
        _check_least_of_phases(step, found)


def _steps(agenda: Draft) -> tuple[Draft, ...]:
    return tuple(agenda.values.get("steps", ()))


def _phases(step: Draft) -> tuple[Draft, ...]:
    return tuple(step.values.get("phases", ()))


def _check_ids(agenda: Draft, found: Findings) -> None:
    lines: dict[str, int] = {}
    for step in _steps(agenda):
        name = step.values.get("id")
        if name is None:
            continue
        place = step.at("id")
        if is_id(name) and name in lines:
            what = message("id-en «{id}» er brukt før, på linje {line}.", id=name, line=lines[name])
            found.add(place, what, message("Gi steget en annen, som «{id}-2».", id=name), name)
        lines.setdefault(name, place.line)


def _check_rest_of_agenda(agenda: Draft, found: Findings) -> None:
    """Only one step may take what is left of the agenda's duration, and there must be something left."""
    resting = [step for step in _steps(agenda) if step.values.get("time") is Rest.REST]
    for step in resting[1:]:
        what = message("bare ett steg kan ha tiden «rest».")
        found.add(step.at("time"), what, message("Skriv en tid, som «15 min»."), "rest")
    if not resting:
        return
    place = resting[0].at("time")
    if "duration" not in agenda.nodes:
        what = message("«rest» går bare når agendaen sier hvor lenge økta varer.")
        found.add(place, what, message("Skriv for eksempel «duration: 180 min» øverst."), "rest")
    duration = agenda.values.get("duration")
    times = [step.values.get("time") for step in _steps(agenda)]
    taken = sum((time.most for time in times if isinstance(time, Span)), timedelta())
    if isinstance(duration, Span) and taken >= duration.most:
        what = message("det blir ingen «rest»: De andre stegene tar {taken}.", taken=_written(taken))
        found.add(place, what, message("Gi agendaen en lengre «duration», eller stegene kortere tid."), "rest")


def _check_rest_of_step(step: Draft, found: Findings) -> None:
    if step.values.get("time") is Rest.REST:
        if step.values.get("repeat"):
            what = message("et steg som gjentas, kan ikke vare «rest».")
            found.add(step.at("time"), what, message("Skriv tiden for én runde, som «15 min»."), "rest")
        elif _phases(step):
            what = message("et steg med faser kan ikke vare «rest».")
            found.add(step.at("time"), what, message("Skriv hvor lenge fasene varer til sammen."), "rest")
    resting = [phase for phase in _phases(step) if phase.values.get("time") is Rest.REST]
    for phase in resting[1:]:
        what = message("bare én fase i et steg kan ha tiden «rest».")
        found.add(phase.at("time"), what, message("Skriv en tid, som «5 min»."), "rest")


def _check_repeat(step: Draft, found: Findings) -> None:
    lacks_phases = "phases" not in step.nodes or step.values.get("phases") == ()
    if step.values.get("repeat") and lacks_phases:
        what = message("«repeat» krever faser.")
        found.add(step.at("repeat"), what, message("Skriv «phases:» med minst én fase, eller ta bort «repeat»."))
    if "breather" in step.nodes and "repeat" not in step.nodes:
        what = message("«breather» hører til et steg med «repeat».")
        found.add(step.at("breather"), what, message("Ta bort «breather», eller lag et eget steg for pausen."))


def _check_sum(step: Draft, found: Findings) -> None:
    """The phases fill the step exactly: a gap or an overlap would leave the clock with nothing true to show."""
    time = step.values.get("time")
    times = [phase.values.get("time") for phase in _phases(step)]
    if not times or not isinstance(time, Span) or None in times or times.count(Rest.REST) > 1:
        return
    taken = sum((each.most for each in times if isinstance(each, Span)), timedelta())
    values = {"taken": _written(taken), "time": _written(time.most)}
    if Rest.REST not in times:
        if taken != time.most:
            what = message("fasene tar {taken} til sammen, men steget varer {time}.", **values)
            remedy = message("Skriv «time: {taken}», eller endre fasene.", **values)
            found.add(step.at("time"), what, remedy)
    elif taken >= time.most:
        what = message("det blir ingen «rest»: De andre fasene tar {taken}, og steget varer {time}.", **values)
        found.add(step.at("time"), what, message("Gi steget lengre tid, eller fasene kortere."))


def _check_times_of_day(step: Draft, found: Findings) -> None:
    """A step can hold the time that it begins at or the time that it ends at, and only one timebox can stretch."""
    if "until" not in step.nodes:
        return
    place = step.at("until")
    if "at" in step.values and "until" in step.values:
        what = message("steget kan ikke ha både «at» og «until».")
        found.add(place, what, message("Behold den som må holdes, og skriv steget lengre eller kortere."))
    if "repeat" in step.nodes or _phases(step) or step.values.get("who") is Who.EACH:
        what = message("«until» kan bare stå i et steg uten faser og turer, som en pause.")
        found.add(place, what, message("Sett «at» på det neste steget i stedet."))
    if step.values.get("time") is Rest.REST:
        what = message("et steg med «until» kan ikke vare «rest».")
        found.add(step.at("time"), what, message("Skriv den vanlige tiden, som «10 min»."), "rest")


def _check_order_of_times(agenda: Draft, found: Findings) -> None:
    """Times of day come one after the other; one that is half a day ahead lies behind."""
    before: tuple[time_of_day, int] | None = None
    for step in _steps(agenda):
        for key in ("at", "until"):
            held = step.values.get(key)
            if held is None:
                continue
            place = step.at(key)
            if before is not None and not timedelta() < _ahead(before[0], held) < HALF_A_DAY:
                what = message(
                    "«{key}» er {time}, men på linje {line} er klokka allerede {before}.",
                    key=key, time=f"{held:%H:%M}", line=before[1], before=f"{before[0]:%H:%M}",
                )  # fmt: skip
                found.add(place, what, message("Skriv et senere klokkeslett, eller flytt steget."), f"{held:%H:%M}")
            else:
                before = held, place.line


def _ahead(earlier: time_of_day, later: time_of_day) -> timedelta:
    """How long after one time of day the next of the other is."""
    minutes = [each.hour * 60 + each.minute for each in (earlier, later)]
    return MINUTE * ((minutes[1] - minutes[0]) % (24 * 60))


def _check_least(part: Draft, step: Draft, found: Findings) -> None:
    """A floor is one time, and no higher than what the time may shrink to by itself."""
    least, time = part.values.get("least"), part.values.get("time")
    if least is None:
        return
    place, floor = part.at("least"), _floor(part)
    if part is step and _phases(step) and "repeat" not in step.nodes:
        what = message("et steg med faser kan ikke ha «least».")
        found.add(place, what, message("Sett «least» på den fasen som kan kortes ned."))
    elif floor is None:
        lowest = least.least if isinstance(least, Span) else _LIKELY_FLOOR
        one = _written(min(lowest, time.least) if isinstance(time, Span) else lowest)
        what = message("«least» er én tid: den korteste dette kan bli.")
        found.add(place, what, message("Skriv for eksempel «least: {one}».", one=one))
    elif isinstance(time, Span) and floor > time.least:
        values = {"least": _written(floor), "time": _written(time.least)}
        what = message("«least» er {least}, men tiden er så kort som {time} fra før.", **values)
        found.add(place, what, message("Skriv høyst «least: {time}».", **values))


def _check_least_of_phases(step: Draft, found: Findings) -> None:
    """A round cannot be shorter than the phases it is made of."""
    floor, time = _floor(step), step.values.get("time")
    if "repeat" not in step.nodes or floor is None:
        return
    taken = sum(map(_share_of_floor, _phases(step)), timedelta())
    if taken > floor:
        values = {"taken": _written(taken), "least": _written(floor)}
        what = message("fasene tar minst {taken} til sammen, men runden skal kunne bli {least}.", **values)
        remedy = message("Skriv kortere «least» i fasene.")
        if not isinstance(time, Span) or taken <= time.least:
            remedy = message("Skriv «least: {taken}», eller kortere «least» i fasene.", **values)
        found.add(step.at("least"), what, remedy)


def _floor(part: Draft) -> timedelta | None:
    """The floor that a step or a phase states; None when it states none, or something that is not one time."""
    least, written = part.values.get("least"), part.at("least")
    if isinstance(written, Scalar) and is_range(written.text):
        return None
    return least.least if isinstance(least, Span) else None


def _share_of_floor(phase: Draft) -> timedelta:
    """What a phase takes of a round at the least; a floor above its own time is told as a fault of the phase."""
    floor, time = _floor(phase) or timedelta(), phase.values.get("time")
    return min(floor, time.least) if isinstance(time, Span) else floor


def _check_who(part: Draft, step: Draft, found: Findings) -> None:
    who = part.values.get("who")
    if who in _IN_A_ROUND and "repeat" not in step.nodes:
        what = message("«{who}» går bare i et steg der noen er i fokus.", who=who)
        remedy = message(
            "Skriv «repeat: each participant in focus» i steget, eller velg {known}.",
            known=either(each for each in Who if each not in _IN_A_ROUND),
        )
        found.add(part.at("who"), what, remedy, who)


def _check_placeholders(part: Draft, step: Draft, found: Findings) -> None:
    for key in ("say", "rule"):
        for name in PLACEHOLDER.findall(part.values.get(key, "")):
            if name == "focus" and "repeat" not in step.nodes:
                what = message("«{name}» går bare i et steg der noen er i fokus.", name="{focus}")
                found.add(part.at(key), what, message("Skriv «repeat: each participant in focus» i steget."), "{focus}")


def _written(span: timedelta) -> str:
    """A span as an agenda writes it."""
    minutes, seconds = divmod(span // SECOND, MINUTE // SECOND)
    return " ".join(f"{count} {unit}" for count, unit in ((minutes, "min"), (seconds, "s")) if count) or "0 min"
