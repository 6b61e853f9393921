"""Lists of a month's payouts on A4: transfers for a bank without files, local currency to sign for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import LINE, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.papers.signing_table import signing_table
from drivers.whole_file import remove, write_whole
from ess_shop.domain.currencies import LocalCurrency
from ess_shop.domain.payouts import Payout, PayoutsPaper, total
from ess_shop.wording import Words

SENDER_HEIGHT = 29 + 4 * LINE


def write_transfer_list(path: Path, paper: PayoutsPaper, words: Words) -> None:
    """Write the transfers to `path`, what is left out too; with neither, an earlier list is removed."""
    if not (paper.payouts or paper.held):
        remove(path)
        return
    title = words("Bank transfers — {month}", month=paper.month)
    pen = payouts_pen(paper, title, words)
    blocks = [*opening(pen, paper, title, words), *_transfers(pen, paper, words), *_held(pen, paper, words)]
    if paper.payouts:
        signed = (words("For the shop"), paper.shop.name)
        blocks += signatures((signed,), words("Date and signature"))
    write_whole(path, bind(pen, blocks, payouts_binding(paper, title, words), words))


def write_local_list(path: Path, paper: PayoutsPaper, words: Words) -> None:
    """Write who gets how much local currency to `path`; without any, an earlier list is removed."""
    if not paper.payouts:
        remove(path)
        return
    title = words("Local currency to hand out — {month}", month=paper.month)
    pen = payouts_pen(paper, title, words)
    blocks = [*opening(pen, paper, title, words)]
    said = words("Each member signs for what they take; their statement explains the amount.")
    blocks += paragraph(pen, said, keep=True)
    for code in dict.fromkeys(each.amount.currency.code for each in paper.payouts):
        own = [each for each in paper.payouts if each.amount.currency.code == code]
        blocks += _local(pen, own, paper.shop.local_named(code), words)
    write_whole(path, bind(pen, blocks, payouts_binding(paper, title, words), words))


def payouts_pen(paper: PayoutsPaper, title: str, words: Words) -> Pen:
    """A pen for a paper of that title."""
    return Pen(title=title, author=paper.shop.name, language=words.language)


def opening(pen: Pen, paper: PayoutsPaper, title: str, words: Words) -> Iterator[Block]:
    """The shop and the title."""
    yield Block(SENDER_HEIGHT, partial(draw_sender, shop=paper.shop, words=words), keep=True)
    yield from paper_title(pen, title)
    yield gap(4)


def payouts_binding(paper: PayoutsPaper, title: str, words: Words) -> Binding:
    """What runs along the pages; a mark tells payouts that were made from those that wait."""
    mark = words("Recorded as paid on {day}", day=paper.paid_on).upper() if paper.paid_on else ""
    return Binding(title=title, who=paper.shop.name, number=str(paper.month), mark=mark)


def _transfers(pen: Pen, paper: PayoutsPaper, words: Words) -> Iterator[Block]:
    if not paper.payouts:
        return
    account = _grouped(paper.shop.iban)
    said = words("To be executed on {day}.", day=paper.day)
    if account:
        said = words("To be executed on {day}, from the account {iban}.", day=paper.day, iban=account)
    yield from paragraph(pen, said, keep=True)
    yield gap(10)
    count, money = len(paper.payouts), words.money
    yield from goods_table(
        pen,
        GoodsLine(words("Member"), words("Account holder"), ("IBAN", words("Reference"), words("Amount"))),
        [
            GoodsLine(each.code, each.payee, (_grouped(each.iban), each.statement, money(each.amount)))
            for each in paper.payouts
        ],
        GoodsLine(
            "",
            words.plural("{count} transfer", "{count} transfers", count),
            ("", "", money(total(paper.payouts))),
        ),
    )


def _held(pen: Pen, paper: PayoutsPaper, words: Words) -> Iterator[Block]:
    if not paper.held:
        return
    yield gap(14)
    yield heading(words("Not among them"))
    for each in paper.held:
        yield from paragraph(pen, words.error(each.why))


def _local(pen: Pen, payouts: Sequence[Payout], local: LocalCurrency, words: Words) -> Iterator[Block]:
    """A currency; what no coupon is small enough for has a column of its own."""
    step = local.smallest_note
    rests = [each.amount.minor % step for each in payouts]
    columns: tuple[str, ...] = (words("Amount"),)
    if any(rests):
        columns += (words("in coupons"), words("the rest"))
    lines = []
    for each, rest in zip(payouts, rests, strict=True):
        amounts = [each.amount, local.money(each.amount.minor - rest), local.money(rest)]
        figures = tuple(words.amount(amount) if amount else "" for amount in amounts[: len(columns)])
        lines.append(GoodsLine(each.code, each.name or each.code, figures))
    sums = (total(payouts), total(payouts) - local.money(sum(rests)), local.money(sum(rests)))
    together = words.plural("{count} member", "{count} members", len(payouts))
    named = f"{local.name} ({local.currency.code})" if local.name else local.currency.code
    yield gap(14)
    yield heading(named)
    if any(rests):
        said = words("The rest is less than the smallest coupon: pay it electronically.")
        yield from paragraph(pen, said, keep=True)
        yield gap(4)
    yield from signing_table(
        pen,
        GoodsLine(words("Member"), words("Name"), columns),
        lines,
        GoodsLine("", together, tuple(words.amount(each) for each in sums[: len(columns)])),
        words("Date and signature"),
    )


def _grouped(iban: str) -> str:
    plain = "".join(iban.split())
    return "\N{NO-BREAK SPACE}".join(plain[place : place + 4] for place in range(0, len(plain), 4))
