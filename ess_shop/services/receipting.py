"""Receipting: from what the books recorded to the papers of the till, with sellers, VAT and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from ess_shop.domain.cash import Closing
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.receipt import (
    AGENT_MENTION,
    FRANCHISE_MENTION,
    MARGIN_MENTION,
    NOT_SUBJECT_MENTION,
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
from ess_shop.domain.sale import LOCAL_MEANS, Payment, SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import TRANSPARENT, VatRole
from ess_shop.reading import Reading, RecordedSale
from ess_shop.services.cashing import so_far
from ess_shop.services.timekeeping import iso

Names = Mapping[str, str]
"""What members are called, by id."""


def receipt_of(
    read: Reading,
    sale: RecordedSale,
    settings: ReceiptSettings,
    *,
    duplicate: int = 0,
    training: bool = False,
) -> Receipt:
    """The receipt of a recorded sale; `duplicate` counts its reprints from 1."""
    shop, names, lines = read.shop(), member_names(read), sale.sale.lines
    return Receipt(
        shop=shop,
        number=sale.number,
        at=sale.at,
        day=sale.day,
        till=sale.till,
        volunteer=sale.volunteer,
        lines=tuple(_line(line, names) for line in lines),
        total=sale.sale.total,
        rounding=sale.sale.rounding,
        vat=vat_lines(lines, shop, names),
        payments=tuple(_paid(payment, shop) for payment in sale.sale.payments),
        local_parts=_local_parts(lines, shop),
        mentions=mentions(lines, shop, names),
        settings=settings,
        duplicate=duplicate,
        training=training,
        customer=names.get(sale.sale.customer, ""),
    )


def provisional_of(
    read: Reading,
    lines: Sequence[SaleLine],
    settings: ReceiptSettings,
    *,
    till: str,
    at: datetime,
    volunteer: str = "",
    training: bool = False,
) -> Receipt:
    """A priced basket on paper before it is paid: no number, no payment, marked."""
    shop, names = read.shop(), member_names(read)
    return Receipt(
        shop=shop,
        number="",
        at=iso(at),
        day=at.date(),
        till=till,
        volunteer=volunteer,
        lines=tuple(_line(line, names) for line in lines),
        total=shop.money(sum(line.total.minor for line in lines)),
        rounding=shop.money(0),
        vat=vat_lines(lines, shop, names),
        mentions=mentions(lines, shop, names),
        settings=settings,
        training=training,
        provisional=True,
    )


def x_paper(
    read: Reading, till: str, *, at: datetime, volunteer: str = "", training: bool = False
) -> DayPaper:
    """The X of a till's open session; Refused while the till is closed."""
    totals = so_far(read, till)
    session = read.session(till)
    return DayPaper(
        kind=DayKind.X,
        shop=read.shop(),
        till=till,
        day=session.day if session else at.date(),
        number=0,
        at=iso(at),
        volunteer=volunteer,
        totals=totals,
        perpetual=read.perpetual(till),
        names=member_names(read),
        training=training,
    )


def z_paper(
    read: Reading,
    closing: Closing,
    *,
    at: datetime,
    volunteer: str = "",
    duplicate: int = 0,
    training: bool = False,
) -> DayPaper:
    """The Z of a closing; `duplicate` counts its reprints from 1."""
    return DayPaper(
        kind=DayKind.Z,
        shop=read.shop(),
        till=closing.till,
        day=closing.day,
        number=closing.number,
        at=iso(at),
        volunteer=volunteer,
        totals=closing.totals,
        counts=closing.counts,
        reason=closing.reason,
        perpetual=closing.perpetual,
        names=member_names(read),
        duplicate=duplicate,
        training=training,
    )


def member_names(read: Reading) -> dict[str, str]:
    """Every member's name, or the code of one whose identity was erased."""
    identities = read.identities()
    return {
        member.id: (identities[member.id].name if member.id in identities else "") or member.code
        for member in read.members()
    }


def vat_lines(lines: Sequence[SaleLine], shop: Shop, names: Names) -> tuple[VatLine, ...]:
    """VAT per seller and rate, sellers by name, highest rate first; who charges none is in the mentions."""
    sums: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        if _without_vat(line, shop) is None:
            of_rate = sums[_seller(line, shop, names), line.vat.millionths]
            of_rate[0] += line.before_tax.minor
            of_rate[1] += line.total.minor
    return tuple(
        VatLine(seller, Rate(rate), shop.money(net), shop.money(total - net), shop.money(total))
        for (seller, rate), (net, total) in sorted(sums.items(), key=lambda row: (row[0][0], -row[0][1]))
    )


def mentions(lines: Sequence[SaleLine], shop: Shop, names: Names) -> tuple[Mention, ...]:
    """Why no VAT is shown, with the sellers by name; then that the shop sells in the name of others."""
    sellers: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        sentence = _without_vat(line, shop)
        if sentence is not None:
            sellers[sentence].add(_seller(line, shop, names))
    agent = any(line.role in TRANSPARENT for line in lines)
    return (
        *(Mention(sentence, tuple(sorted(sellers[sentence]))) for sentence in sorted(sellers)),
        *((Mention(AGENT_MENTION, ()),) if agent else ()),
    )


def _without_vat(line: SaleLine, shop: Shop) -> str | None:
    """Why a line bears no VAT; None if it does."""
    if line.role in TRANSPARENT:
        if line.vat_status is VatStatus.FRANCHISE:
            return FRANCHISE_MENTION
        return NOT_SUBJECT_MENTION if line.vat_status is VatStatus.NOT_SUBJECT else None
    if not shop.vat_liable:
        return FRANCHISE_MENTION
    return MARGIN_MENTION if line.role is VatRole.F else None


def _seller(line: SaleLine, shop: Shop, names: Names) -> str:
    """Before the tax office the member sells in a transparent role, the shop in an opaque one."""
    return names.get(line.member_id, line.member_id) if line.role in TRANSPARENT else shop.name


def _line(line: SaleLine, names: Names) -> ReceiptLine:
    return ReceiptLine(
        label=line.label,
        member=names.get(line.member_id, line.member_id),
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount=line.discount,
        discount_reason=line.discount_reason,
        total=line.total,
        reason=line.reason,
        tag_price=line.tag_price,
    )


def _paid(payment: Payment, shop: Shop) -> PaidLine:
    name = _currency_name(shop, payment.tendered.currency.code) if payment.means in LOCAL_MEANS else ""
    return PaidLine(payment.means, payment.tendered, payment.change, payment.reference, name)


def _local_parts(lines: Sequence[SaleLine], shop: Shop) -> tuple[LocalPaid, ...]:
    sums: dict[str, tuple[Money, Money]] = {}
    for part in (part for line in lines for part in line.locals):
        code = part.received.currency.code
        received, worth = sums.get(code, (Money(0, part.received.currency), Money(0, part.worth.currency)))
        sums[code] = received + part.received, worth + part.worth
    return tuple(LocalPaid(_currency_name(shop, code), *amounts) for code, amounts in sorted(sums.items()))


def _currency_name(shop: Shop, code: str) -> str:
    local = shop.local(code)
    return (local.name if local else "") or code
