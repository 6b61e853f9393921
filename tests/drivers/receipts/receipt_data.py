"""A typical receipt and its relatives, of a fictional shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ess_shop.domain.cash import CashMove, Counted, MeansTotal, Purpose, RateTotal, SessionTotals
from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.receipt import (
    FRANCHISE_MENTION,
    CashSlip,
    DayKind,
    DayPaper,
    LocalPaid,
    Mention,
    PaidLine,
    Receipt,
    ReceiptLine,
    ReceiptSettings,
    VatLine,
)
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop

LEM = Currency("LEM")
SHOP = Shop(
    "Boutique des Quatre Vents",
    siret="73282932000074",
    vat_number="FR44732829320",
    street="12 rue de la Fontaine",
    postcode="74100",
    town="Annemasse",
    locals=(LocalCurrency(LEM, "Léman"),),
)
AT = "2026-03-14T15:42:10+01:00"
DAY = date(2026, 3, 14)
BEES, POTTER, READERS = "Les Ruches du Salève", "Atelier Terre & Feu", "L’Échappée littéraire"


def eur(minor: int) -> Money:
    """Cents of a euro."""
    return Money(minor, EUR)


def lem(minor: int) -> Money:
    """Cents of a Léman."""
    return Money(minor, LEM)


def sold(
    label: str = "Savon au miel",
    member: str = BEES,
    price: int = 450,
    *,
    quantity: int = 1,
    discount: int = 0,
    why_less: str = "",
    why_back: str = "",
) -> ReceiptLine:
    """A line, its total worked out."""
    total = price * quantity - discount
    return ReceiptLine(label, member, quantity, eur(price), eur(discount), why_less, eur(total), why_back)


def typical() -> Receipt:
    """Honey, a bowl with a discount and a book, paid in coupons and cash."""
    return Receipt(
        shop=SHOP,
        number="C1-000123",
        at=AT,
        day=DAY,
        till="C1",
        volunteer="Lise",
        lines=(
            sold("Savon au miel et à la lavande, pain de 100 g", quantity=2),
            sold("Miel de châtaignier 500 g", price=980),
            sold("Bol en grès bleu", POTTER, 2400, discount=400, why_less="petit éclat"),
            sold("Cœur d’argile…", POTTER, 1250),
            sold("Histoire d’une coopérative", READERS, 1500),
        ),
        total=eur(6630),
        rounding=eur(0),
        vat=(
            VatLine(BEES, Rate.percent("20"), eur(750), eur(150), eur(900)),
            VatLine(BEES, Rate.percent("5.5"), eur(929), eur(51), eur(980)),
            VatLine(READERS, Rate.percent("5.5"), eur(1422), eur(78), eur(1500)),
        ),
        payments=(
            PaidLine(Means.COUPON, lem(2000), lem(0), currency_name="Léman"),
            PaidLine(Means.CASH, eur(5000), eur(370)),
        ),
        local_parts=(LocalPaid("Léman", lem(2000), eur(2000)),),
        mentions=(Mention(FRANCHISE_MENTION, (POTTER,)),),
        settings=ReceiptSettings(
            lines_above=("Ouvert du mardi au samedi, 10 h – 19 h",),
            lines_below=("Échange sous 15 jours avec ce ticket.", "Merci, et à bientôt !"),
            about="Ici, 40 associations et artisans du réseau vendent ensemble.",
        ),
    )


def refund() -> Receipt:
    """A bowl taken back, paid out as a voucher."""
    return replace(
        typical(),
        number="C1-000124",
        lines=(sold("Bol en grès bleu", POTTER, 2000, quantity=-1, why_back="éclat vu à la maison"),),
        total=eur(-2000),
        vat=(),
        payments=(PaidLine(Means.VOUCHER, eur(-2000), eur(0), reference="AV-C1-000124"),),
        local_parts=(),
    )


def totals() -> SessionTotals:
    """A small day."""
    return SessionTotals(
        tickets=31,
        first_ticket=93,
        last_ticket=123,
        total=128_435,
        returns=2,
        means=(
            MeansTotal(Means.CASH, "EUR", 14, 41_235),
            MeansTotal(Means.CARD, "EUR", 15, 75_200),
            MeansTotal(Means.COUPON, "LEM", 6, 12_000),
        ),
        rates=(
            RateTotal(200_000, 60_000, 72_000),
            RateTotal(55_000, 20_000, 21_100),
            RateTotal(0, 35_335, 35_335),
        ),
        taxpayers={"shop": 35_335, "m-1": 93_100},
        floats={(Means.CASH, "EUR"): 15_000, (Means.COUPON, "LEM"): 4_000},
        moves=(
            CashMove(Means.CASH, "EUR", -2_350, Purpose.OUT, "timbres pour les courriers"),
            CashMove(Means.CASH, "EUR", -30_000, Purpose.BANK, ""),
        ),
    )


def z_paper() -> DayPaper:
    """The Z of that day, one euro missing."""
    return DayPaper(
        kind=DayKind.Z,
        shop=SHOP,
        till="C1",
        day=DAY,
        number=42,
        at="2026-03-14T19:05:00+01:00",
        volunteer="Lise",
        totals=totals(),
        counts=(
            Counted(Means.CASH, "EUR", 23_885, 23_785),
            Counted(Means.COUPON, "LEM", 16_000, 16_000),
        ),
        reason="une pièce rendue en trop",
        perpetual={"shop": 4_120_055, "m-1": 9_874_310},
        names={"m-1": BEES},
    )


def slip() -> CashSlip:
    """Money for stamps."""
    return CashSlip(SHOP, "C1", AT, "Lise", eur(-2350), Purpose.OUT, "timbres pour les courriers")
