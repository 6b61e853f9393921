"""Papers of the desk to look at: a shop, a member, a contract that says everything, slips and a letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from statement_data import IDENTITY, LABELS, MEMBER, SHOP, euro

from ess_shop.domain.clauses import After, Clauses, Exemption, MarkdownStep, Tier
from ess_shop.domain.currencies import EUR
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.slips import Agreed, Slip, SlipKind, SlipLine
from ess_shop.domain.terms import Bearer, CommissionBase, Terms, VatRole
from ess_shop.papers import ContractPaper, ExpiredRow, ExpiryLetter, SlipPaper

SOAP = "b" * 32
CLAUSES = Clauses(
    exemptions=(Exemption(Rate.percent(20), article_id=SOAP), Exemption(Rate.percent(15), category="Livres")),
    tiers=(Tier(10_000, Rate.percent(25)),),
    memo=True,
    piece_fee=20,
    membership_fee=3_000,
    membership_month=4,
    grace_days=14,
    after=After.DONATE,
    markdown=(MarkdownStep(30, Rate.percent(10)), MarkdownStep(45, Rate.percent(35), "Laine")),
    floor=Rate.percent(50),
    ceiling=Rate.percent(12),
)
TERMS = Terms(
    "t-1",
    MEMBER.id,
    date(2026, 1, 1),
    Rate.percent(30),
    VatRole.A,
    monthly_fee=1_500,
    duration_days=90,
    clauses=CLAUSES,
)
NAMES = {SOAP: "Savon au lait d’ânesse"}


def agreed(commission: str = "30", net: Money | None = None) -> Agreed:
    """What a deposit froze of the contract."""
    bearer, base = Bearer.SHARED, CommissionBase.TAG
    return Agreed(TERMS.valid_from, Rate.percent(commission), VatRole.A, base, bearer, 90, net, CLAUSES)


def a_slip(
    kind: SlipKind = SlipKind.DEPOSIT,
    count: int = 3,
    *,
    note: str = "",
    compensation: str = "0",
    reverses: str = "",
    label: str = "",
) -> SlipPaper:
    """A slip of so many lines; on a deposit every third has a fixed net price of 2,00 €."""
    lines = []
    for number in range(count):
        net = euro("2.00") if number % 3 == 2 else None
        lines.append(
            SlipLine(
                article_id=f"a{number}",
                code=f"SAV-{number:03d}",
                label=label or LABELS[number % len(LABELS)],
                price=euro(f"{10 + number % 80}.00"),
                quantity=number % 4 + 1,
                agreed=agreed(net=net) if kind is SlipKind.DEPOSIT else None,
            )
        )
    slip = Slip(
        kind,
        2026,
        12,
        MEMBER.id,
        date(2026, 3, 14),
        "Lise Martin",
        note,
        euro(compensation),
        tuple(lines),
        reverses,
    )
    parts = tuple(
        None if line.agreed is None else line.agreed.net or Money(line.price.minor * 7 // 10, EUR)
        for line in lines
    )
    return SlipPaper(SHOP, MEMBER, IDENTITY, slip, "2026-03-14T10:20:00+01:00", parts, NAMES)


def a_contract(terms: Terms = TERMS, *, until: date | None = None) -> ContractPaper:
    """A contract ready to be signed."""
    member = replace(MEMBER, acceptance={"LEM": Rate.percent(40)})
    return ContractPaper(SHOP, member, IDENTITY, terms, until, date(2026, 3, 14), NAMES)


def a_letter(count: int = 4, after: After = After.DONATE) -> ExpiryLetter:
    """Goods whose time was over on 1 March, to be fetched by the 28th."""
    rows = tuple(
        ExpiredRow(
            f"SAV-{number:03d}",
            LABELS[number % len(LABELS)],
            number + 1,
            euro("5.50"),
            date(2025, 12, 1),
            date(2026, 3, 1),
        )
        for number in range(count)
    )
    fetch = date(2026, 3, 28)
    return ExpiryLetter(SHOP, MEMBER, IDENTITY, date(2026, 3, 14), rows, after, fetch, "Lise Martin")
