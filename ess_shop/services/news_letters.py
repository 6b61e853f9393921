"""What a member reads in a letter of news, and in the one that brings the monthly statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ess_shop.domain.members import Identity
from ess_shop.domain.news import News, NewsChoice, Rhythm, SoldItem
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.services.mailing import signed
from ess_shop.wording import Words

MOST_LINES = 60
"""A longer letter tells the rest as a sum."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter without its address: what people at the till call it, its subject and its text."""

    title: str
    subject: str
    text: str


def news_letter(news: News, identity: Identity, choice: NewsChoice, shop: Shop, words: Words) -> Written:
    """The letter that tells a member what was sold, what runs out and whose time ends."""
    parts = [words("Hello {name},", name=identity.name)]
    if news.sold:
        parts.append(_sold(news.sold, shop, words))
    if news.low:
        rows = [
            words("{label} ({code}): {count} left", label=each.label, code=each.code, count=each.on_hand)
            for each in news.low
        ]
        parts.append(_listed(words("Running out:"), rows, words))
    if news.ending:
        rows = [
            words(
                "{label} ({code}): {count} here until {until}",
                label=each.label,
                code=each.code,
                count=each.on_hand,
                until=each.until,
            )
            for each in news.ending
        ]
        parts.append(_listed(words("Their time in the shop ends soon:"), rows, words))
    parts += [_rhythm(choice, words), signed(shop)]
    return Written(
        title=words("News for {name}", name=identity.name),
        subject=_subject(news, shop, words),
        text="\n\n".join(parts) + "\n",
    )


def statement_letter(identity: Identity, month: Month, shop: Shop, words: Words) -> Written:
    """The letter that brings a statement as a PDF."""
    said = words(
        "Hello {name},\n\nyour statement of {month} comes with this letter as a PDF: what was sold, what is "
        "paid to you, and every line behind it.",
        name=identity.name,
        month=month,
    )
    return Written(
        title=words("Statement of {month} for {name}", month=month, name=identity.name),
        subject=words("Your statement of {month} from {shop}", month=month, shop=shop.name),
        text=f"{said}\n\n{signed(shop)}\n",
    )


def _subject(news: News, shop: Shop, words: Words) -> str:
    if not news.sold:
        return words("Your goods at {shop}", shop=shop.name)
    total = shop.money(sum(each.total.minor for each in news.sold))
    return words("Sold at {shop}: {total}", shop=shop.name, total=total)


def _sold(items: tuple[SoldItem, ...], shop: Shop, words: Words) -> str:
    rows = [
        words(
            "{day}: {quantity} × {label} ({code}), {total}, your part {share}",
            day=each.day,
            quantity=each.quantity,
            label=each.label,
            code=each.code,
            total=each.total,
            share=each.share,
        )
        for each in items
    ]
    total = shop.money(sum(each.total.minor for each in items))
    share = shop.money(sum(each.share.minor for each in items))
    pieces = sum(each.quantity for each in items)
    together = words(
        "Together: {pieces} pieces for {total}, of which {share} are yours.",
        pieces=pieces,
        total=total,
        share=share,
    )
    return f"{_listed(words('Sold since the last letter:'), rows, words)}\n{together}"


def _listed(head: str, rows: Iterable[str], words: Words) -> str:
    said = list(rows)
    shown = [f"- {row}" for row in said[:MOST_LINES]]
    if len(said) > MOST_LINES:
        more = len(said) - MOST_LINES
        shown.append(words.plural("- and {count} more line", "- and {count} more lines", more))
    return "\n".join([head, *shown])


def _rhythm(choice: NewsChoice, words: Words) -> str:
    often = {
        Rhythm.EACH: words("You chose to hear of every sale."),
        Rhythm.DAILY: words("You chose to hear every day what was sold."),
        Rhythm.WEEKLY: words("You chose to hear every week what was sold."),
        Rhythm.NONE: words("You chose to hear only what needs your attention."),
    }
    said = words("To change this, tell the shop, or change it in your own room at the shop.")
    return f"{often[choice.sold]} {said}"
