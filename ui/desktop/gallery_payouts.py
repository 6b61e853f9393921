"""The gallery's payouts: a list of transfers, receipts for cash, local currency to sign for, a QR-bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ess_shop.domain.currencies import CHF, EUR, LocalCurrency
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.payouts import HeldBack, Payout, PayoutsPaper
from ess_shop.domain.settlement import Account, Month, settle
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.reading import Statement
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop.gallery_sheets import pictured

MONTH, DAY = Month(2026, 11), date(2026, 12, 3)
GEM = Currency("GEM")
SHOP = Shop(
    "La Boutique des Quatre Vents",
    street="4, place du Marché",
    postcode="74500",
    town="Évian-les-Bains",
    siret="55210055400013",
    iban="FR7630006000011234567890189",
    email="bonjour@quatre-vents.example",
    locals=(LocalCurrency(GEM, "La Gemme", denominations=(100, 200, 500, 1_000, 2_000)),),
)
SWISS = replace(
    SHOP,
    name="Bazar des Deux Rives",
    currency=CHF,
    country="CH",
    street="Rue du Lac 12",
    postcode="1860",
    town="Aigle",
    siret="",
    email="bonjour@deux-rives.example",
    locals=(),
)
PEOPLE = (
    ("POTERIE", "Odile Perrin", "FR7630004000031234567890143", 12_840, 2_350),
    ("RUCHES", "Les Ruches d’en Haut, association", "FR7610107001011234567890129", 8_415, 1_200),
    ("SAVON", "Savonnerie de la Dent d’Oche", "DE89370400440532013000", 31_207, 0),
    ("TISSAGE", "L’Atelier du tissage, société coopérative", "FR7630006000011234567890189", 104_380, 6_045),
)


def papers(words: Words, folder: Path) -> int:
    """Each as a file and as a picture; returns how many pictures there are."""
    press = bootstrap.PaperWriter(words)
    transfers = [_payout(place, EUR) for place in range(len(PEOPLE))]
    held = [_changed(transfers.pop(2))]
    local = [each for place in range(len(PEOPLE)) if (each := _payout(place, GEM)).amount]
    lists = {name: folder / f"{name}.pdf" for name in ("transfers", "cash", "local", "qr-bill")}
    press.transfer_list(lists["transfers"], _paper(transfers, held))
    press.cash_receipts(lists["cash"], _paper([replace(each, iban="") for each in transfers]))
    press.local_list(lists["local"], _paper(local))
    press.statement(lists["qr-bill"], _swiss_statement())
    return sum(
        pictured(pdf, folder, f"{number}-payouts-{name}")
        for number, (name, pdf) in enumerate(lists.items(), start=97)
    )


def _paper(payouts: Sequence[Payout], held: Sequence[HeldBack] = ()) -> PayoutsPaper:
    return PayoutsPaper(SHOP, MONTH, DAY, payouts, held)


def _changed(payout: Payout) -> HeldBack:
    sentence = "{member}: the IBAN has changed and nobody confirmed it, {amount} is left out."
    why = Refused("payout_new_iban", sentence, member=payout.name, amount=payout.amount)
    return HeldBack(replace(payout, iban=""), why)


def _payout(place: int, currency: Currency) -> Payout:
    code, name, iban, legal, local = PEOPLE[place]
    amount = Money(legal if currency == EUR else local, currency)
    return Payout(code, code, name, name, amount, f"RV-2026-11-{place + 1:04d}", iban)


def _swiss_statement() -> Statement:
    """One of a month in which only what was carried is paid: the code is what it is here for."""
    member = Member("ruches", "RUCHES", MemberKind.ASSOCIATION, VatStatus.NOT_SUBJECT)
    identity = Identity(
        member.id,
        "Les Ruches d’en Haut",
        iban="CH9300762011623852957",
        street="Chemin des Œillets 3a",
        postcode="1867",
        town="Ollon",
        country="CH",
    )
    account = Account(
        member.id, member.code, 0, member.payout_means, has_iban=True, openings={"CHF": 128_405}
    )
    return Statement(
        shop=SWISS,
        month=MONTH,
        member=member,
        identity=identity,
        rows=settle(MONTH, [account], SWISS).rows,
        lines=(),
        adjustments=(),
        approved_at="2026-12-03T10:00:00+01:00",
        preview=False,
    )
