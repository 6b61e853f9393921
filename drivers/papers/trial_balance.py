"""The trial balance of a period on A4: accounts by number, then the members' accounts behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import LINE, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph
from drivers.whole_file import write_whole
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.domain.trial_balance import BalanceRow, TrialBalance
from ess_shop.wording import Words

SENDER_HEIGHT = 29 + 4 * LINE


def write_balance(path: Path, balance: TrialBalance, words: Words) -> None:
    """Write the balance to `path`, whole or not at all; the same figures give the same bytes."""
    write_whole(path, balance_pdf(balance, words))


def balance_pdf(balance: TrialBalance, words: Words) -> bytes:
    """The balance as the bytes of a PDF."""
    title = words("Trial balance")
    pen = Pen(title=title, author=balance.shop.name, language=words.language)
    period = words("From {first} to {last}", first=balance.first, last=balance.last)
    blocks = [
        Block(SENDER_HEIGHT, lambda pen, top: draw_sender(pen, top, balance.shop, words), keep=True),
        *paper_title(pen, title),
        gap(4),
        *paragraph(pen, period, keep=True),
        *paragraph(
            pen,
            words(
                "Amounts in {currency}; local currency counts at parity.", currency=balance.shop.currency.code
            ),
            keep=True,
        ),
        gap(12),
        *_table(pen, balance.accounts, balance.totals(), words, words("Total")),
        *_members(pen, balance, words),
    ]
    binding = Binding(
        title=title,
        who=balance.shop.name,
        number=period,
        mark=TRAINING_MARK if balance.training else "",
    )
    return bind(pen, blocks, binding, words)


def _members(pen: Pen, balance: TrialBalance, words: Words) -> Iterator[Block]:
    if not balance.members:
        return
    yield gap(16)
    yield heading(words("Members’ accounts"))
    yield gap(4)
    yield from _table(pen, balance.members, None, words, "")


def _table(
    pen: Pen, rows: Sequence[BalanceRow], total: BalanceRow | None, words: Words, label: str
) -> Iterator[Block]:
    titles = (
        words("Before"),
        words("Debit"),
        words("Credit"),
        words("Debit balance"),
        words("Credit balance"),
    )
    yield from goods_table(
        pen,
        GoodsLine(words("Account"), words("Name"), titles),
        [GoodsLine(row.number, row.name, _figures(row, words)) for row in rows],
        GoodsLine("", label, _total(rows, total, words)) if total else None,
    )


def _figures(row: BalanceRow, words: Words) -> tuple[str, ...]:
    after = row.after
    return (
        words.amount(row.before),
        words.amount(row.debit),
        words.amount(row.credit),
        words.amount(after) if after.minor > 0 else "",
        words.amount(-after) if after.minor < 0 else "",
    )


def _total(rows: Sequence[BalanceRow], total: BalanceRow, words: Words) -> tuple[str, ...]:
    nothing = total.debit - total.debit
    owed = sum((row.after for row in rows if row.after.minor > 0), nothing)
    owing = sum((-row.after for row in rows if row.after.minor < 0), nothing)
    return tuple(words.amount(amount) for amount in (total.before, total.debit, total.credit, owed, owing))
