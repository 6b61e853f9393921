"""The paper of an X or a Z: what a till sold, how it was paid, what its drawers hold."""

from __future__ import annotations

from collections.abc import Mapping

from drivers.receipts.heads import identity, marks, moment, named, vat_heads
from drivers.receipts.roll import BOLD, Roll
from ess_shop.domain.cash import SHOP_TAXPAYER, CashMove, Counted, Purpose
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.receipt import DayKind, DayPaper
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.reading import ticket_number
from ess_shop.wording import Words

PURPOSES = {
    Purpose.IN: "Money put into the drawer",
    Purpose.OUT: "Money taken out of the drawer",
    Purpose.BANK: "Taken to the bank",
}


def day_job(paper: DayPaper, words: Words, *, width_mm: int = 80, encoding: str = "CP858") -> bytes:
    """The X or Z as one job. ValueError for an unknown paper or code page."""
    roll = Roll(width_mm=width_mm, encoding=encoding)
    marks(roll, training=paper.training, duplicate=paper.duplicate)
    identity(roll, paper.shop, words)
    roll.gap()
    if paper.kind is DayKind.Z:
        roll.title(words("Z no. {number}: the day is closed", number=paper.number))
    else:
        roll.title(words("X: the till so far"))
    roll.gap(12)
    roll.both(words("Till {till}", till=paper.till), words("Day of {day}", day=paper.day), BOLD)
    who = words("By {name}", name=paper.volunteer) if paper.volunteer else ""
    roll.both(who, moment(paper.at, words))
    _sales(roll, paper, words)
    _means(roll, paper, words)
    _vat(roll, paper, words)
    _drawers(roll, paper, words)
    _taxpayers(roll, paper, words)
    if paper.kind is DayKind.Z:
        signature(roll, words)
    marks(roll, training=paper.training)
    return roll.job()


def signature(roll: Roll, words: Words) -> None:
    """Room to sign."""
    roll.gap()
    roll.paragraph(words("Signature:"))
    roll.gap(90)
    roll.rule()


def drawer_name(words: Words, shop: Shop, means: Means, currency: str) -> str:
    """How a drawer is called: cash, or the coupons of a local currency."""
    local = shop.local(currency)
    return named(words, means, "" if currency == shop.currency.code else (local and local.name) or currency)


def _sales(roll: Roll, paper: DayPaper, words: Words) -> None:
    totals = paper.totals
    roll.rule("═")
    roll.grand(words("SALES"), words.money(paper.shop.money(totals.total)))
    roll.rule("═")
    roll.pair(words("Tickets"), words.number(totals.tickets))
    if totals.tickets:
        first = ticket_number(paper.till, totals.first_ticket)
        last = ticket_number(paper.till, totals.last_ticket)
        roll.paragraph(words("from {first} to {last}", first=first, last=last), indent=2)
    if totals.returns:
        roll.pair(words("Lines taken back"), words.number(totals.returns))


def _means(roll: Roll, paper: DayPaper, words: Words) -> None:
    _title(roll, words("Payments"))
    for line in paper.totals.means:
        name = drawer_name(words, paper.shop, line.means, line.currency)
        label = words("{means} ({count})", means=name, count=line.count)
        roll.pair(label, _amount(words, paper.shop, line.net, line.currency))


def _vat(roll: Roll, paper: DayPaper, words: Words) -> None:
    _title(roll, words("VAT by rate"))
    money = paper.shop.money
    rows: list[tuple[str, ...]] = []
    for line in paper.totals.rates:
        amounts = (money(line.before_tax), money(line.total - line.before_tax), money(line.total))
        rows.append((words.percent(Rate(line.vat)), *map(words.amount, amounts)))
    roll.table(vat_heads(words), rows)


def _drawers(roll: Roll, paper: DayPaper, words: Words) -> None:
    """What should be in a drawer is told only once it was counted."""
    _title(roll, words("Drawers"))
    shop = paper.shop
    for (means, currency), minor in sorted(paper.totals.floats.items()):
        name = drawer_name(words, shop, means, currency)
        roll.pair(words("Float: {drawer}", drawer=name), _amount(words, shop, minor, currency))
    for move in paper.totals.moves:
        _moved(roll, move, shop, words)
    for count in paper.counts:
        _counted(roll, count, shop, words)
    if paper.reason:
        roll.paragraph(words("Reason: {reason}", reason=paper.reason))


def _moved(roll: Roll, move: CashMove, shop: Shop, words: Words) -> None:
    roll.pair(words(PURPOSES[move.purpose]), _amount(words, shop, move.amount, move.currency))
    if move.reason:
        roll.paragraph(move.reason, indent=2)


def _counted(roll: Roll, count: Counted, shop: Shop, words: Words) -> None:
    roll.gap(8)
    roll.paragraph(drawer_name(words, shop, count.means, count.currency), BOLD)
    roll.pair(words("Expected"), _amount(words, shop, count.expected, count.currency), indent=2)
    roll.pair(words("Counted"), _amount(words, shop, count.counted, count.currency), indent=2)
    difference = _amount(words, shop, count.difference, count.currency)
    roll.pair(words("Difference"), difference, BOLD, indent=2)


def _taxpayers(roll: Roll, paper: DayPaper, words: Words) -> None:
    _per_taxpayer(roll, words("Sold in the name of"), paper.totals.taxpayers, paper, words)
    title = words("Perpetual total")
    if paper.kind is DayKind.X:
        title = words("Perpetual total at the last closing")
    _per_taxpayer(roll, title, paper.perpetual, paper, words)


def _per_taxpayer(roll: Roll, title: str, amounts: Mapping[str, int], paper: DayPaper, words: Words) -> None:
    if not amounts:
        return
    _title(roll, title)
    for taxpayer, minor in sorted(amounts.items(), key=lambda each: (each[0] != SHOP_TAXPAYER, each[0])):
        name = paper.names.get(taxpayer, taxpayer)
        if taxpayer == SHOP_TAXPAYER:
            name = words("The shop and members without VAT")
        roll.pair(name, words.money(paper.shop.money(minor)))
    if len(amounts) > 1:
        roll.pair(words("Together"), words.money(paper.shop.money(sum(amounts.values()))), BOLD)


def _title(roll: Roll, text: str) -> None:
    roll.gap(20)
    roll.paragraph(text, BOLD)
    roll.rule()


def _amount(words: Words, shop: Shop, minor: int, currency: str) -> str:
    """An amount, even in a currency that the shop ceased to take since."""
    if currency == shop.currency.code:
        return words.money(shop.money(minor))
    local = shop.local(currency)
    return words.money(local.money(minor) if local else Money(minor, Currency(currency)))
