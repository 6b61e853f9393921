"""The receipt on paper: the shop, what was bought and whose it is, how it was paid, VAT by seller."""

from __future__ import annotations

from datetime import datetime

from drivers.receipts.heads import identity, marks, moment, named, vat_heads
from drivers.receipts.pictures import logo_of
from drivers.receipts.roll import BOLD, Roll
from ess_shop.domain.receipt import PaidLine, Receipt, ReceiptLine
from ess_shop.domain.sale import Means
from ess_shop.wording import Words


def receipt_job(receipt: Receipt, words: Words, *, width_mm: int = 80, encoding: str = "CP858") -> bytes:
    """The receipt as one job; it never opens the drawer. ValueError for an unknown paper or code page."""
    roll = Roll(width_mm=width_mm, encoding=encoding)
    marks(roll, training=receipt.training, duplicate=receipt.duplicate, provisional=receipt.provisional)
    _head(roll, receipt, words)
    for line in receipt.lines:
        _sold(roll, line, words, members=receipt.settings.show_members)
    _total(roll, receipt, words)
    for paid in receipt.payments:
        _paid(roll, paid, words)
    _local_parts(roll, receipt, words)
    _vat(roll, receipt, words)
    _mentions(roll, receipt)
    _foot(roll, receipt)
    return roll.job()


def _head(roll: Roll, receipt: Receipt, words: Words) -> None:
    logo = logo_of(receipt.settings.logo, roll.dots)
    if logo is not None:
        roll.picture(logo)
        roll.gap(20)
    identity(roll, receipt.shop, words)
    if receipt.settings.lines_above:
        roll.gap(12)
    for line in receipt.settings.lines_above:
        roll.centred(line)
    roll.gap()
    if receipt.number:
        roll.both(words("Ticket {number}", number=receipt.number), moment(receipt.at, words), BOLD)
    else:
        roll.paragraph(moment(receipt.at, words), BOLD)
    served = words("Served by {name}", name=receipt.volunteer) if receipt.volunteer else ""
    roll.both(words("Till {till}", till=receipt.till), served)
    if receipt.customer:
        roll.paragraph(words("Customer: {name}", name=receipt.customer))
    if receipt.day != datetime.fromisoformat(receipt.at).date():
        roll.paragraph(words("Counts for {day}", day=receipt.day))
    roll.rule()


def _sold(roll: Roll, line: ReceiptLine, words: Words, *, members: bool) -> None:
    """The label beside what it costs, below it whose it is; discounts beside what they take off."""
    roll.pair(line.label, words.money(line.total + line.discount))
    if members and line.member:
        roll.paragraph(line.member, indent=2)
    if line.quantity != 1:
        price = words("{quantity} × {price}", quantity=line.quantity, price=line.unit_price)
        roll.paragraph(price, indent=2)
    if line.tag_price:
        roll.paragraph(words("instead of {price}", price=line.tag_price), indent=2)
    if line.discount:
        why = words("Discount: {reason}", reason=line.discount_reason)
        roll.pair(why if line.discount_reason else words("Discount"), words.money(-line.discount), indent=2)
    if line.quantity < 0:
        why = words("Taken back: {reason}", reason=line.reason)
        roll.paragraph(why if line.reason else words("Taken back"), indent=2)
    roll.gap(6)


def _total(roll: Roll, receipt: Receipt, words: Words) -> None:
    roll.rule("═")
    roll.grand(words("TOTAL"), words.money(receipt.total))
    if receipt.rounding:
        roll.pair(words("Rounded to the smallest coin"), words.money(receipt.rounding))
        roll.pair(words("To pay"), words.money(receipt.total + receipt.rounding), BOLD)
    roll.rule("═")


def _paid(roll: Roll, paid: PaidLine, words: Words) -> None:
    name = named(words, paid.means, paid.currency_name, paid.reference)
    if paid.tendered.minor > 0:
        roll.pair(name, words.money(paid.tendered))
    elif paid.tendered:
        roll.pair(words("Paid back: {means}", means=name), words.money(-paid.tendered), BOLD)
    if paid.change:
        change = words("Change in coupons") if paid.means is Means.COUPON else words("Change")
        roll.pair(change, words.money(paid.change), BOLD)


def _local_parts(roll: Roll, receipt: Receipt, words: Words) -> None:
    for part in receipt.local_parts:
        roll.gap(6)
        label = words("Of which in local currency “{name}”", name=part.currency_name)
        roll.pair(label, words.money(part.received))
        roll.pair(words("worth"), words.money(part.worth), indent=2)


def _vat(roll: Roll, receipt: Receipt, words: Words) -> None:
    rows: list[str | tuple[str, ...]] = []
    for seller in dict.fromkeys(line.seller for line in receipt.vat):
        rows.append(seller)
        rows += [
            (f"  {words.percent(line.rate)}", *map(words.amount, (line.before_tax, line.tax, line.total)))
            for line in receipt.vat
            if line.seller == seller
        ]
    if rows:
        roll.gap()
        roll.paragraph(words("VAT included, by seller"), BOLD)
        roll.table(vat_heads(words), rows)


def _mentions(roll: Roll, receipt: Receipt) -> None:
    for mention in receipt.mentions:
        roll.gap(16)
        roll.paragraph(mention.sentence)
        for seller in mention.sellers:
            roll.paragraph(seller, indent=2)


def _foot(roll: Roll, receipt: Receipt) -> None:
    if receipt.number:
        roll.gap()
        roll.barcode(receipt.number)
    if receipt.settings.about:
        roll.gap()
        roll.centred(receipt.settings.about)
    if receipt.settings.lines_below:
        roll.gap(16)
    for line in receipt.settings.lines_below:
        roll.centred(line)
    if receipt.training:
        roll.gap(16)
        marks(roll, training=True)
