"""The fictional members and what they leave for sale, read from the tables in `data/`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from stdnum import ean, luhn
from stdnum.fr import siren

from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import NO_CLAUSES, After, Clauses
from ess_shop.domain.currencies import LocalCurrency
from ess_shop.domain.ids import id_for
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Currency, Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import BEGINNING, Terms, role_for
from ess_shop.services.founding import founded

DATA = Path(__file__).parent / "data"
LOCAL = LocalCurrency(Currency("MES"), name="Mésange", denominations=(100, 200, 500, 1000, 2000, 5000))
STAYS = {
    "A03": (90, Clauses(grace_days=14)),
    "A12": (60, Clauses(grace_days=10, after=After.DONATE)),
    "A16": (75, Clauses(after=After.KEEP)),
    "A29": (80, Clauses(grace_days=60)),
}
"""How long some members' goods stay, and what happens then."""

ONE_OF_EACH = "Vélo réparé"
"""Labels that begin so are single pieces."""


def demo_shop() -> Shop:
    """A fictional common shop near Annecy."""
    from dataclasses import replace

    shop = founded(
        name="La Mésange",
        currency="EUR",
        vat_liable=True,
        street="3 rue du Lavoir",
        postcode="74000",
        town="Annecy",
        siret="73282932000074",
        vat_number="FR44732829320",
        iban="FR7630006000011234567890189",
    )
    return replace(shop, locals=(LOCAL,))


def members(at: datetime) -> list[tuple[Member, Identity, Terms]]:
    """Everyone who leaves goods, with their contract."""
    made = []
    for number, row in enumerate(_rows("members.csv"), start=1):
        id = id_for(at, "member", row["code"])
        status = VatStatus(row["status"])
        member = Member(
            id=id,
            code=row["code"],
            kind=MemberKind(row["kind"]),
            vat_status=status,
            payout_minimum=int(row["minimum"]) * 100,
            acceptance={LOCAL.currency.code: Rate.percent(row["accepts"])},
        )
        siret = _siret(number)
        identity = Identity(
            id,
            row["name"],
            siret=siret,
            vat_number=f"FR{siren.to_tva(siret[:9])}" if status is VatStatus.LIABLE else "",
            iban="FR7630006000011234567890189",
            street=f"{number} chemin des Ateliers",
            postcode="74000",
            town="Annecy",
            story=row["story"],
        )
        role = role_for(status, shop_liable=True)
        days, clauses = STAYS.get(row["code"], (None, NO_CLAUSES))
        terms = Terms(
            id_for(at, "terms", row["code"]),
            id,
            BEGINNING,
            Rate.percent(row["commission"]),
            role,
            duration_days=days,
            clauses=clauses,
        )
        made.append((member, identity, terms))
    return made


def articles(at: datetime, shop: Shop) -> list[Article]:
    """Everything that is for sale; barcodes are of the range that shops may use as they like (GS1, 20–29)."""
    made: list[Article] = []
    for row in _rows("goods.csv"):
        member = id_for(at, "member", row["member"])
        for variant in row["variants"].split("|"):
            number = len(made) + 1
            head = f"21{number:010d}"
            label = row["label"].format(v=variant)
            made.append(
                Article(
                    id=id_for(at, "article", str(number)),
                    code=f"{row['member']}-{number:03d}",
                    label=label,
                    member_id=member,
                    price=shop.currency.parse(row["price"]),
                    vat=Rate.percent(row["vat"]),
                    barcodes=(head + str(ean.calc_check_digit(head)),),
                    category=row["category"],
                    picture=f"icon:{row['icon']}",
                    unique=label.startswith(ONE_OF_EACH),
                )
            )
    return made


def _siret(number: int) -> str:
    """A SIRET whose check digits are right and that nobody has: real ones begin with fewer noughts."""
    head = f"{number:08d}"
    place = f"{head}{luhn.calc_check_digit(head)}0001"
    return place + str(luhn.calc_check_digit(place))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")
