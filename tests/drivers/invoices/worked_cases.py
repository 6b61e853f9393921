"""The seven worked cases of one sale of 120.00 at a commission of 30 %, and the odd ones, as invoices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ess_shop.domain.currencies import EUR
from ess_shop.domain.invoice_making import commission_invoice, self_billed_invoice
from ess_shop.domain.invoices import Earlier, Invoice
from ess_shop.domain.members import Identity, Member, MemberKind, PayoutMeans, VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.settlement import Adjustment, Carried, Month, Purchase, Row
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import VatRole

MONTH = Month(2026, 11)
DAY = date(2026, 12, 3)
TWENTY, FIVE_AND_HALF = Rate.percent(20), Rate.percent("5.5")

SHOP = Shop(
    name="Boutique commune de l’Échirolles",
    siret="55210055400013",
    vat_number="FR66552100554",
    email="bonjour@boutique.example",
    street="1 place du Marché",
    postcode="38130",
    town="Échirolles",
)
SMALL_SHOP = replace(SHOP, vat_liable=False, vat_number="")

LIABLE = Member("m1", "TISSE", MemberKind.COMPANY, VatStatus.LIABLE, mandate_on=date(2026, 1, 15))
FRANCHISE = replace(LIABLE, kind=MemberKind.SOLE_TRADER, vat_status=VatStatus.FRANCHISE)
PRIVATE = replace(LIABLE, kind=MemberKind.PERSON, vat_status=VatStatus.NOT_SUBJECT)

IDENTITY = Identity(
    "m1",
    "L’Atelier tissé",
    siret="73282932000074",
    vat_number="FR44732829320",
    email="atelier@tisse.example",
    contact="Maude Lefèvre",
    street="2 rue Neuve",
    postcode="38000",
    town="Grenoble",
)
NOBODY_OFFICIAL = replace(IDENTITY, siret="", vat_number="", name="Odile Perrin", contact="")
AWKWARD = replace(
    IDENTITY,
    name="L'Atelier <du Tissage> & de la Filature « Les Trois Navettes », société coopérative d’intérêt "
    "collectif à responsabilité limitée et à capital variable",
    street='Lieu-dit "Le Mas d\'en Haut", bâtiment C, escalier 4, au fond de la cour, à gauche après le four',
)
SWISS = replace(
    IDENTITY, siret="", vat_number="CHE116281277MWST", country="CH", postcode="1201", town="Genève"
)
CORRECTED = (Earlier("FC-2026-00001", date(2026, 11, 4)),)


def euros(minor: int) -> Money:
    """An amount in euro."""
    return Money(minor, EUR)


SMALL_FEES = [Adjustment(euros(-7), f"Paper bag {number}", fee=True) for number in range(30)]


def row(
    commission: int = 0,
    before_tax: int = 0,
    bought: tuple[Purchase, ...] = (),
    *,
    currency: Currency = EUR,
) -> Row:
    """A settled row; what is not asked for is nought."""
    none = Money(0, currency)
    return Row(
        member_id="m1",
        code="TISSE",
        opening=none,
        gross=none,
        commission=Money(commission, currency),
        commission_before_tax=Money(before_tax, currency),
        kept=none,
        share=none,
        adjustments=none,
        fees=(),
        paid=none,
        carried=none,
        why_carried=Carried.NOT,
        payout_means=PayoutMeans.TRANSFER,
        statement="RV-2026-11-0007",
        invoice="FC-2026-00042",
        self_bill="AF-2026-TISSE-0003",
        margin=none,
        bought=none,
        purchases=bought,
    )


def bought(role: VatRole, vat: Rate, share: int, gross: int = 12000) -> Purchase:
    """Goods that the shop sold in its own name."""
    return Purchase(role, vat, euros(gross), euros(share), euros(share))


def commission(
    commission: int,
    before_tax: int,
    member: Member = LIABLE,
    identity: Identity = IDENTITY,
    shop: Shop = SHOP,
    fees: tuple[Adjustment, ...] = (),
    corrects: tuple[Earlier, ...] = (),
) -> Invoice:
    """A commission invoice."""
    settled = row(commission, before_tax, currency=shop.currency)
    return commission_invoice(
        settled,
        month=MONTH,
        day=DAY,
        shop=shop,
        member=member,
        identity=identity,
        fees=fees,
        corrects=corrects,
    )


def self_billed(
    *purchases: Purchase,
    member: Member = LIABLE,
    identity: Identity = IDENTITY,
    corrects: tuple[Earlier, ...] = (),
) -> Invoice:
    """A self-billed invoice."""
    return self_billed_invoice(
        row(bought=purchases),
        month=MONTH,
        day=DAY,
        shop=SHOP,
        member=member,
        identity=identity,
        corrects=corrects,
    )


def cases() -> Mapping[str, Invoice]:
    """Every kind of invoice that goes out as Factur-X, by name."""
    at_20, at_5 = bought(VatRole.D, TWENTY, 8400), bought(VatRole.D, FIVE_AND_HALF, 7385, 10550)
    earlier_bill = (Earlier("AF-2026-TISSE-0001", date(2026, 11, 4)),)
    rent = Adjustment(euros(-1500), "Rent of a shelf & <hooks>", fee=True)
    return {
        "A": commission(3600, 3000),
        "B": commission(3600, 3000, FRANCHISE),
        "C": commission(3600, 3600, shop=SMALL_SHOP),
        "D": self_billed(at_20),
        "E1": self_billed(bought(VatRole.E1, TWENTY, 8400), member=FRANCHISE),
        "book at 30 % of the tag": commission(3165, 2638),
        "mixed rates": self_billed(at_20, at_5, bought(VatRole.D, Rate.percent("2.1"), 1021, 1459)),
        "became liable in mid-month": self_billed(at_20, bought(VatRole.E1, TWENTY, 4200)),
        "one rate went back": self_billed(at_20, bought(VatRole.D, FIVE_AND_HALF, -1055)),
        "with a fee": commission(3600, 3000, fees=(rent,)),
        "fee, shop not liable": commission(3600, 3600, shop=SMALL_SHOP, fees=(rent,)),
        "more returned than sold": commission(-3600, -3000, corrects=CORRECTED),
        "more given back than bought": self_billed(bought(VatRole.D, TWENTY, -8400), corrects=earlier_bill),
        "credit of a small trader": self_billed(
            bought(VatRole.E1, TWENTY, -8400), member=FRANCHISE, corrects=earlier_bill
        ),
        "private person": commission(3600, 3000, PRIVATE, NOBODY_OFFICIAL),
        "association outside VAT": self_billed(
            bought(VatRole.E1, TWENTY, 8400), member=replace(PRIVATE, kind=MemberKind.ASSOCIATION)
        ),
        "sole trader": commission(3600, 3000, FRANCHISE, replace(IDENTITY, name="Maude Lefèvre")),
        "member in Switzerland": commission(3600, 3000, identity=SWISS),
        "member in Belgium": commission(
            3600, 3000, FRANCHISE, replace(IDENTITY, siret="", vat_number="", country="BE", postcode="1000")
        ),
        "fees alone": commission(0, 0, fees=(rent,)),
        "many small fees": commission(3600, 3000, fees=tuple(SMALL_FEES)),
        "goods at nought": self_billed(at_20, bought(VatRole.D, Rate(0), 5000)),
        "untaxed at two rates": self_billed(
            bought(VatRole.E1, TWENTY, 8400), bought(VatRole.E1, FIVE_AND_HALF, 1055), member=FRANCHISE
        ),
        "awkward characters": commission(3600, 3000, identity=AWKWARD),
        "one cent": commission(1, 1),
        "a tenth of a million": commission(12_345_678, 10_288_065),
    }
