"""The tables of an archive, for people with a spreadsheet: written from the journal as it passes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from drivers.archive.packing import Part, Parts
from drivers.tables.csv_file import harmless
from ess_shop.domain.archive import Party
from ess_shop.domain.cut import AGAIN
from ess_shop.domain.journal import Entry, Kind
from ess_shop.domain.shop import Shop

FOLDER = "tableaux/"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tickets": (
        "caisse",
        "enregistrement",
        "ticket",
        "date_heure",
        "jour",
        "benevole",
        "total",
        "arrondi",
        "client",
    ),
    "lignes": (
        "caisse",
        "enregistrement",
        "ligne",
        "ticket",
        "jour",
        "code",
        "libelle",
        "vendeur",
        "regime",
        "statut_tva",
        "taux_tva",
        "quantite",
        "prix_unitaire",
        "remise",
        "total",
        "hors_taxe",
        "part_vendeur",
    ),
    "paiements": (
        "caisse",
        "enregistrement",
        "ligne",
        "ticket",
        "jour",
        "moyen",
        "devise",
        "remis",
        "rendu",
        "reference",
    ),
    "totaux": ("jour", "caisse", "taux_tva", "hors_taxe", "tva", "total"),
    "clotures": (
        "caisse",
        "enregistrement",
        "cloture",
        "date_heure",
        "jour",
        "tickets",
        "premier",
        "dernier",
        "total",
        "retours",
        "motif",
    ),
    "cumuls": ("caisse", "cloture", "jour", "redevable", "total", "cumul_perpetuel"),
    "periodes": ("periode", "numero", "date_heure", "du", "au", "tickets", "total"),
    "cumuls_periodes": ("periode", "caisse", "redevable", "total", "cumul_perpetuel"),
    "comptages": ("caisse", "cloture", "jour", "moyen", "devise", "attendu", "compte"),
    "evenements": ("caisse", "enregistrement", "date_heure", "code", "detail", "qui"),
    "vendeurs": ("vendeur", "code", "statut_tva", "siret", "numero_tva"),
}
"""Every table with its columns, in the order of the archive."""

Body = Mapping[str, Any]


class Tables:
    """The tables in the making; amounts are decimal texts, rates are percents."""

    def __init__(self, parts: Parts, shop: Shop, members: Sequence[Party]) -> None:
        self._shop, self._decimals, self._members = shop, shop.currency.decimals, members
        self._parts: dict[str, Part] = {}
        for name, columns in COLUMNS.items():
            self._parts[name] = parts.part(f"{FOLDER}{name}.csv", (",".join(columns) + "\n").encode())
        self._rates: defaultdict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0])

    def add(self, entry: Entry, body: Body) -> None:
        """What an entry says in the tables; most kinds say nothing there."""
        add = self._KINDS.get(entry.kind)
        if add is not None:
            add(self, entry, body)

    def end(self) -> None:
        """The totals per day, till and rate, once everything passed."""
        money = self._money
        for (day, till, rate), (before, total) in sorted(self._rates.items()):
            self._row("totaux", day, till, _percent(rate), money(before), money(total - before), money(total))
        for each in self._members:
            self._row(
                "vendeurs", each.id, each.code, each.vat_status, _text(each.siret), _text(each.vat_number)
            )

    def _row(self, table: str, *cells: str | int) -> None:
        self._parts[table].write((",".join([str(cell) for cell in cells]) + "\n").encode())

    def _money(self, minor: int, decimals: int | None = None) -> str:
        return _decimal(minor, self._decimals if decimals is None else decimals)

    def _sale(self, entry: Entry, body: Body) -> None:
        key, day, ticket, money = (entry.till, entry.number), body["day"], body["ticket"], self._money
        self._row(
            "tickets",
            *(*key, ticket, entry.at, day, _text(body["volunteer"]), money(body["total"])),
            *(money(body["rounding"]), body.get("customer", "")),
        )
        for number, line in enumerate(body["lines"], start=1):
            self._row(
                "lignes",
                *(*key, number, ticket, day, _text(line["code"]), _text(line["label"]), line["member"]),
                *(line["role"], line["status"], _percent(line["vat"]), line["quantity"]),
                *(money(line["price"]), money(line.get("discount", 0)), money(line["total"])),
                *(money(line["before_tax"]), money(line["share"])),
            )
        for number, paid in enumerate(body["payments"], start=1):
            given, back = (self._money(paid[name], paid["decimals"]) for name in ("tendered", "change"))
            means = paid["means"], paid["currency"]
            self._row("paiements", *key, number, ticket, day, *means, given, back, _text(paid["reference"]))
        for rate, before, total in body["rates"]:
            sums = self._rates[day, entry.till, rate]
            sums[0] += before
            sums[1] += total

    def _closing(self, entry: Entry, body: Body) -> None:
        till, z, day = entry.till, body["z"], body["day"]
        self._row(
            "clotures",
            *(till, entry.number, z, entry.at, day, *body["tickets"], self._money(body["total"])),
            *(body["returns"], _text(body["reason"])),
        )
        for taxpayer, total, perpetual in body["taxpayers"]:
            self._row("cumuls", till, z, day, taxpayer, self._money(total), self._money(perpetual))
        for means, currency, expected, counted in body["counts"]:
            decimals = self._shop.currency_named(currency).decimals
            amounts = self._money(expected, decimals), self._money(counted, decimals)
            self._row("comptages", till, z, day, means, currency, *amounts)

    def _period(self, entry: Entry, body: Body) -> None:
        if body.get(AGAIN):
            return
        name, money = body["name"], self._money
        days = body["first"], body["last"]
        self._row("periodes", name, body["number"], entry.at, *days, body["tickets"], money(body["total"]))
        for till, taxpayer, total, perpetual in body["taxpayers"]:
            self._row("cumuls_periodes", name, till, taxpayer, money(total), money(perpetual))

    def _event(self, entry: Entry, body: Body) -> None:
        told = _text(body["code"]), _text(body["detail"]), _text(body.get("who", ""))
        self._row("evenements", entry.till, entry.number, entry.at, *told)

    _KINDS: Mapping[Kind, Callable[[Tables, Entry, Body], None]] = {
        Kind.SALE: _sale,
        Kind.CLOSING: _closing,
        Kind.PERIOD: _period,
        Kind.EVENT: _event,
        Kind.PURGE: _event,
    }


@lru_cache(maxsize=1 << 16)
def _text(text: str) -> str:
    """A text as a cell, quoted where it must be; labels come again and again."""
    plain = harmless(text)
    return '"' + plain.replace('"', '""') + '"' if any(sign in plain for sign in ',"') else plain


def _decimal(minor: int, decimals: int) -> str:
    if not decimals:
        return str(minor)
    whole, part = divmod(abs(minor), 10**decimals)
    return f"{'-' if minor < 0 else ''}{whole}.{part:0{decimals}d}"


@lru_cache(maxsize=256)
def _percent(millionths: int) -> str:
    text = _decimal(millionths, 4)
    return text.rstrip("0").rstrip(".")
