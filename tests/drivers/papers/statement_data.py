"""Statements to put on paper: a shop, its members, and months made of real settlement arithmetic."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.settlement import (
    Account,
    Adjustment,
    LocalMovement,
    Month,
    Movement,
    Numbers,
    settle,
)
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer
from ess_shop.reading import Statement, StatementLine

DECEMBER = Month(2010, 12)
LEMAN = LocalCurrency(Currency("LEM"), "Léman")
ROUE = LocalCurrency(Currency("ROU"), "La Roue")
HEURE = LocalCurrency(Currency("HEU", 0), "Heure", denominations=(1, 5))
SHOP = Shop(
    "Boutique commune des Deux Rives",
    siret="55210055400013",
    vat_number="FR83552100554",
    email="bonjour@deuxrives.example",
    street="12, rue du Marché",
    postcode="74200",
    town="Thonon-les-Bains",
    locals=(LEMAN, ROUE, HEURE),
)
MEMBER = Member("m-12", "M012", MemberKind.COOPERATIVE, VatStatus.LIABLE, payout_minimum=500)
IDENTITY = Identity(
    "m-12",
    "Savonnerie de la Dent d’Oche",
    siret="73282932000074",
    vat_number="FR44732829320",
    iban="FR7630006000011234567890189",
    contact="Hélène Cœur-Łukasz",
    street="3, chemin des Œillets",
    postcode="74500",
    town="Évian-les-Bains",
)
THIRTY = Rate.percent(30)


def euro(text: str) -> Money:
    return EUR.parse(text)


def a_line(
    price: str = "12.00",
    *,
    quantity: int = 1,
    day: int = 1,
    ticket: str = "C1-000001",
    code: str = "SAV-001",
    label: str = "Savon au lait d’ânesse",
    off: str = "0",
    reason: str = "",
    bearer: Bearer = Bearer.SHARED,
    rate: Rate = THIRTY,
    share: Money | None = None,
    local: Sequence[Money] = (),
    corrects: str = "",
) -> StatementLine:
    """A line whose discount, if any, is shared; local parts are at parity unless in hours (10 € each)."""
    discount = euro(off) * (1 if quantity > 0 else -1)
    total = euro(price) * quantity - discount
    part = share if share is not None else Money(total.minor - rate.of(total.minor), EUR)
    worth = sum(amount.minor * (1_000 if amount.currency == HEURE.currency else 1) for amount in local)
    return StatementLine(
        day=date(2010, 12, day),
        ticket=ticket,
        code=code,
        label=label,
        quantity=quantity,
        unit_price=euro(price),
        discount=discount,
        discount_reason=reason,
        discount_bearer=bearer,
        total=total,
        commission_rate=rate,
        share=part,
        legal_share=Money(part.minor - worth, EUR),
        local=tuple(local),
        corrects=corrects,
    )


def a_statement(
    lines: Sequence[StatementLine] = (),
    *,
    shop: Shop = SHOP,
    member: Member = MEMBER,
    identity: Identity = IDENTITY,
    openings: Mapping[str, int] | None = None,
    adjustments: tuple[Adjustment, ...] = (),
    preview: bool = False,
    number: int = 7,
) -> Statement:
    """The lines settled by the shop's own rules."""
    local = [part for line in lines for part in line.local]
    currencies = sorted({part.currency.code for part in local})
    none = shop.money(0)
    legal_share = sum((line.legal_share for line in lines), none)
    movement = Movement(
        gross=sum((line.total for line in lines), none),
        share=sum((line.share for line in lines), none),
        legal_received=legal_share,
        legal_share=legal_share,
        locals=tuple(
            LocalMovement(part, part)
            for code in currencies
            for part in [
                sum(
                    (part for part in local if part.currency.code == code),
                    shop.local_named(code).money(0),
                )
            ]
        ),
    )
    account = Account(
        member_id=member.id,
        code=member.code,
        payout_minimum=member.payout_minimum,
        payout_means=member.payout_means,
        has_iban=bool(identity.iban),
        movement=movement if lines else None,
        openings=openings or {},
        recorded=adjustments,
    )
    return Statement(
        shop=shop,
        month=DECEMBER,
        member=member,
        identity=identity,
        rows=tuple(
            replace(row, statement=f"RV-{DECEMBER}-{number:04d}")
            for row in settle(DECEMBER, [account], shop, numbers=Numbers(invoice=11)).rows
        ),
        lines=lines,
        adjustments=adjustments,
        approved_at="" if preview else "2011-01-03T23:30:00+00:00",
        preview=preview,
    )


LABELS = (
    "Savon au lait d’ânesse",
    "Miel de châtaignier 500 g",
    "Bonnet en laine mérinos, taille unique, bleu nuit",
    "Confiture d’églantine",
    "Bol tourné en érable",
    "Carnet relié à la main, papier recyclé, couverture en lin des Flandres",
    "Tisane du soir",
    "Écharpe",
    "Bougie à la cire d’abeille",
)


def a_busy_month(count: int, *, seed: int = 1, locals_: Sequence[LocalCurrency] = (LEMAN,)) -> Statement:
    """A month of many lines with discounts, returns and local currency, always the same for a seed."""
    chance = random.Random(seed)
    lines = []
    for number in range(count):
        cents = chance.randint(50, 9_900)
        line = a_line(
            f"{cents // 100}.{cents % 100:02d}",
            quantity=chance.choice((1, 1, 1, 2, 3, 12)),
            day=1 + number * 31 // count,
            ticket=f"C1-{4_000 + number * 2 // 3:06d}",
            code=f"SAV-{chance.randint(1, 400):03d}",
            label=chance.choice(LABELS),
        )
        kind = chance.random()
        if kind < 0.02:
            back = f"RV-2010-11-{number:04d}" if kind < 0.01 else ""
            line = a_line(
                f"{cents // 100}.{cents % 100:02d}",
                quantity=-1,
                day=line.day.day,
                ticket=line.ticket,
                code=line.code,
                label=line.label,
                corrects=back,
            )
        elif kind < 0.06 and cents > 300:
            bearer = chance.choice(tuple(Bearer))
            line = replace(line, discount=euro("2.00"), discount_reason="coin abîmé", discount_bearer=bearer)
            line = replace(line, total=line.total - euro("2.00"))
            line = replace(line, share=Money(line.total.minor * 7 // 10, EUR))
            line = replace(line, legal_share=line.share)
        elif kind < 0.4 and locals_:
            local = chance.choice(locals_)
            part = local.money(min(chance.choice((100, 500, 1_000)), line.share.minor))
            if local is not HEURE:
                line = replace(line, local=(part,), legal_share=Money(line.share.minor - part.minor, EUR))
        lines.append(line)
    return a_statement(
        lines,
        openings={"EUR": 1_234, "LEM": 300} if locals_ else {"EUR": 1_234},
        adjustments=(
            Adjustment(euro("-5.00"), "Monthly fee of the contract", fee=True),
            Adjustment(euro("-40.00"), "Avance du 15 décembre remise à Hélène"),
        ),
    )
