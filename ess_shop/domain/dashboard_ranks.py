"""Sections of the dashboard that rank: members, articles, members who buy."""

from __future__ import annotations

from ess_shop.domain.dashboard import BEST, Best, share_of
from ess_shop.domain.dashboard_told import Told
from ess_shop.domain.sections import Line, Section, tenth
from ess_shop.domain.takings import GoodsTakings


def members(told: Told) -> Section:
    """Whose goods brought most; behind the best ones, all others together."""
    words, of, money = told.words, told.of, told.money
    best, others = of.members[:BEST], of.members[BEST:]
    lines = [_line_of(told, each, words.member(each.code, each.name)) for each in best]
    if others:
        rest = sum((each.sold for each in others), GoodsTakings())
        name = words.plural("{count} other member", "{count} other members", len(others))
        lines.append(_line_of(told, Best("", name, rest), name))
    said = words.plural(
        "Goods of {count} member were sold.", "Goods of {count} members were sold.", len(of.members)
    )
    return Section(
        "members",
        words("Best members"),
        said,
        told.ranking([(line.name, each.sold.total) for line, each in zip(lines, best, strict=False)]),
        (
            words("Code"),
            words("Member"),
            words("Pieces"),
            words("Sales"),
            words("Of the sales"),
            words("Commission"),
        ),
        ("member", "name", "pieces", "sales", "percent_of_sales", "commission"),
        tuple(lines),
        told.sum(
            (of.now.pieces, money(of.now.total), share_of(of.now.total, of.now.total), money(of.now.kept))
        ),
    )


def articles(told: Told) -> Section:
    """Which articles brought most."""
    words, of = told.words, told.of
    lines = tuple(_line_of(told, each, each.name) for each in of.articles)
    first = of.articles[0] if of.articles else None
    said = (
        words(
            "First of all “{label}”: {pieces}.",
            label=first.name,
            pieces=words.plural("{count} piece", "{count} pieces", first.sold.pieces),
        )
        if first
        else words("There is no ticket in these days.")
    )
    return Section(
        "articles",
        words("Best articles"),
        said,
        told.ranking([(each.name, each.sold.total) for each in of.articles]),
        (
            words("Code"),
            words("Article"),
            words("Pieces"),
            words("Sales"),
            words("Of the sales"),
            words("Commission"),
        ),
        ("article", "name", "pieces", "sales", "percent_of_sales", "commission"),
        lines,
    )


def between(told: Told) -> Section:
    """What members bought as customers, and of whom."""
    words, of, money = told.words, told.of, told.money
    whole = sum(each.total for each in of.bought)
    if whole:
        said = words(
            "Members bought for {total}, of which {others} from other members: {share} of the sales.",
            total=money(whole),
            others=money(of.now.members),
            share=tenth(share_of(of.now.members, of.now.total)),
        )
    else:
        said = words("No member bought anything as a customer. The till notes it under “Member buys”.")
    names = [words.member(each.code, each.name) for each in of.bought]
    return Section(
        "between",
        words("Sales between members"),
        said,
        told.ranking([(name, each.of_others) for name, each in zip(names, of.bought, strict=True)][:BEST]),
        (words("Code"), words("Customer"), words("Purchases"), words("From others")),
        ("customer", "name", "purchases", "of_other_members"),
        tuple(
            Line(each.code, each.code, name, (money(each.total), money(each.of_others)))
            for name, each in zip(names, of.bought, strict=True)
        ),
        told.sum((money(whole), money(of.now.members))),
    )


def _line_of(told: Told, best: Best, name: str) -> Line:
    money, whole = told.money, told.of.now.total
    sold = best.sold
    cells = (sold.pieces, money(sold.total), share_of(sold.total, whole), money(sold.kept))
    return Line(best.code, best.code, name, cells)
