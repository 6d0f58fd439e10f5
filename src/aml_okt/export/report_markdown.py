"""A report as Markdown: readable as it stands, and the source of the other written formats."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from aml_okt.core.durations import MINUTE
from aml_okt.core.report import ActionCounts
from aml_okt.core.report_totals import Column, Totals
from aml_okt.export.bars import FULL, LIGHT, bar
from aml_okt.export.markdown_text import plain
from aml_okt.export.offset_picture import PICTURE, offset_picture
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.wording import about_in_words, day_in_words, in_minutes, month_in_words

_WIDEST_BAR = 24
"""Columns of the longest bar."""
_QUARTER, _YEAR = 3, 12
_ALIKE = 0.1
"""What part of all the times lies between those that are about as many."""
_NOTHING = "–"
_STRENGTH, _RISK, _BOTH, _NEITHER = "▲", "▼", "◆", "·"


def report_title() -> str:
    """What the document is called, as plain text."""
    return _("Rapport over økter")


def report_to_markdown(totals: Totals, columns: Sequence[Column], since: date | None, unit: str) -> str:
    """The whole document, ending in one line feed; `since` and `unit` are what was asked for."""
    return "\n\n".join(part for part in _parts(totals, columns, since, unit) if part) + "\n"


def _parts(totals: Totals, columns: Sequence[Column], since: date | None, unit: str) -> Iterator[str]:
    yield "# " + plain(report_title())
    yield _items(f"**{name}:** {value}" for name, value in _facts(totals, since, unit) if value)
    yield " ".join(_left_out(totals))
    if totals.sessions:
        yield "## " + _("Hvordan tiden ble holdt")
        yield from _kept_time(totals, columns)
        yield from _factors(totals, columns)
        yield "## " + _("Tiltak")
        yield from _actions(totals.actions)
    yield "## " + _("Om rapporten")
    yield _about()


def _facts(totals: Totals, since: date | None, unit: str) -> Iterator[tuple[str, str]]:
    yield _("Utvalg"), _selection(since, unit)
    yield _("Økter"), _sessions(totals)
    if totals.first is not None and totals.last is not None:
        first, last = day_in_words(totals.first), day_in_words(totals.last)
        yield _("Tidsrom"), first if first == last else _("{first} til {last}").format(first=first, last=last)
        yield _("Tid til sammen"), about_in_words(totals.used)


def _selection(since: date | None, unit: str) -> str:
    days = "" if since is None else _("fra og med {day}").format(day=day_in_words(since))
    units = _("tjenester med «{unit}» i navnet").format(unit=plain(unit)) if unit else ""
    return ", ".join(filter(None, (units, days)))


def _sessions(totals: Totals) -> str:
    if totals.units < 2:  # noqa: PLR2004 - one service or none goes without saying
        return str(totals.sessions)
    return _("{sessions} i {units} tjenester").format(sessions=totals.sessions, units=totals.units)


def _left_out(totals: Totals) -> Iterator[str]:
    """What is not in the figures, or not in all of them."""
    if not totals.sessions:
        yield _("Her er ingen økter som er begynt.")
    if count := totals.sessions - totals.ended:
        yield ngettext(
            "Én økt er ikke avsluttet: Den er med i tallene, men ikke i hvordan tiden ble holdt.",
            "{count} økter er ikke avsluttet: De er med i tallene, men ikke i hvordan tiden ble holdt.",
            count,
        ).format(count=count)
    if count := totals.never_begun:
        yield ngettext(
            "Én økt ble satt opp, men aldri begynt, og er ikke med.",
            "{count} økter ble satt opp, men aldri begynt, og er ikke med.",
            count,
        ).format(count=count)
    if count := totals.unreadable:
        yield ngettext(
            "Én økt kunne ikke leses, og er ikke med.", "{count} økter kunne ikke leses, og er ikke med.", count
        ).format(count=count)


def _kept_time(totals: Totals, columns: Sequence[Column]) -> Iterator[str]:
    if totals.offset is not None:
        kept = ngettext(
            "{kept} av {count} økt var ferdig senest fem minutter etter planen.",
            "{kept} av {count} økter var ferdige senest fem minutter etter planen.",
            totals.ended,
        ).format(kept=totals.kept, count=totals.ended)
        average = _("I snitt sluttet de {offset}.").format(offset=_offset(totals.offset))
        yield f"{kept} {average}" if totals.ended > 1 else kept
        yield "\n".join((f"```{PICTURE}", *offset_picture([column.offset for column in columns]), "```"))
        yield _("Hver prikk er en rad i tabellen under. Jo høyere prikken står, desto senere sluttet økta.")
    yield _table(*_column_table(columns))


def _column_table(columns: Sequence[Column]) -> tuple[Sequence[str], list[Sequence[str]], str]:
    ended = [_NOTHING if column.offset is None else _offset(column.offset) for column in columns]
    if any(column.months for column in columns):
        rows = zip(_numbers(columns), map(_period, columns), (str(column.sessions) for column in columns), ended,
                   strict=True)  # fmt: skip
        return (_("Nr."), _("Periode"), _("Økter"), _("Sluttet i snitt")), [*rows], "rlrl"
    named = zip(_numbers(columns), map(_period, columns), (plain(column.unit) for column in columns), ended,
                strict=True)  # fmt: skip
    return (_("Nr."), _("Dag"), _("Tjeneste"), _("Sluttet")), [*named], "rlll"


def _factors(totals: Totals, columns: Sequence[Column]) -> Iterator[str]:
    if not totals.factors:
        return
    yield "## " + _("Faktorene gruppene nevnte")
    most = max(of.strength + of.risk for of in totals.factors) or 1
    wide = min(1.0, _WIDEST_BAR / most)
    rows = [
        (plain(of.factor), str(of.strength), str(of.risk), bar((FULL, of.strength * wide), (LIGHT, of.risk * wide)))
        for of in totals.factors
    ]
    yield _table((_("Faktor"), _("Som styrke"), _("Som risiko"), _("Hvor ofte, vist som søyle")), rows, "lrrl")
    yield _legend((FULL, _("nevnt som styrke")), (LIGHT, _("nevnt som risiko")))
    yield "## " + _("Hvordan faktorene flytter seg")
    yield _table(
        (_("Faktor"), *_numbers(columns)),
        [(plain(of.factor), *(_named(column.named.get(of.factor)) for column in columns)) for of in totals.factors],
        "l" + "c" * len(columns),
    )
    signs = (
        (_STRENGTH, _("mest som styrke")),
        (_RISK, _("mest som risiko")),
        (_BOTH, _("omtrent like mye som begge deler")),
        (_NEITHER, _("ikke nevnt")),
    )
    meaning = ", ".join(f"{sign} {words}" for sign, words in signs)
    yield _("{signs}. Tallene øverst er radene i tabellen over hvordan tiden ble holdt.").format(signs=meaning)


def _named(times: tuple[int, int] | None) -> str:
    """How a factor was named in a column; nothing where no agenda had it."""
    if times is None:
        return ""
    strength, risk = times
    if not strength and not risk:
        return _NEITHER
    if abs(strength - risk) <= _ALIKE * (strength + risk):
        return _BOTH
    return _STRENGTH if strength > risk else _RISK


def _actions(counts: ActionCounts) -> Iterator[str]:
    whole = counts.done + counts.open
    if not whole:
        yield _("Ingen tiltak er skrevet ned.")
        return
    wide = min(1.0, _WIDEST_BAR / whole)
    yield _table(
        (_("Gjort"), _("Åpne"), _("Til sammen"), _("Vist som søyle")),
        [
            (
                str(counts.done),
                str(counts.open),
                str(whole),
                bar((FULL, counts.done * wide), (LIGHT, counts.open * wide)),
            )
        ],
        "rrrl",
    )
    yield _legend((FULL, _("gjort")), (LIGHT, _("åpne")))
    yield _("Et tiltak som er ført videre fra økt til økt, er talt én gang, slik det står i den siste.")


def _about() -> str:
    return " ".join((
        _("Rapporten teller økter, tid, faktorer og tiltak."),
        _("Ingen notater, ingen navn på deltakere og ingen tekst fra tiltak er med, og heller ingen øvelser."),
        _("Navn på tjenester står slik gruppene skrev dem."),
        _("Der det er få økter, sier tallene noe om den enkelte gruppa."),
    ))  # fmt: skip


def _offset(offset: timedelta) -> str:
    if abs(offset) < MINUTE:
        return _("som planlagt")
    template = _("{time} etter planen") if offset > timedelta() else _("{time} før planen")
    return template.format(time=in_minutes(abs(offset)))


def _period(column: Column) -> str:
    """What a column is about: a day, a month, a quarter, a year or some years."""
    first, months = column.first, column.months
    if months == 0:
        return _("{day}.{month}.{year}").format(day=first.day, month=first.month, year=first.year)
    if months == 1:
        return month_in_words(first)
    if months == _QUARTER:
        return _("{quarter}. kvartal {year}").format(quarter=first.month // _QUARTER + 1, year=first.year)
    if months == _YEAR:
        return str(first.year)
    return _("{first}–{last}").format(first=first.year, last=first.year + months // _YEAR - 1)


def _numbers(columns: Sequence[Column]) -> list[str]:
    return [str(number) for number in range(1, len(columns) + 1)]


def _legend(*signs: tuple[str, str]) -> str:
    return ", ".join(f"{bar((sign, 1))} {meaning}" for sign, meaning in signs) + "."


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], sides: str) -> str:
    rules = [{"r": "---:", "c": ":---:"}.get(side, "---") for side in sides]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))
