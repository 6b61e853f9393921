"""`slips`, `stock`, `withdraw` and `write-off`: goods and their papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.errors import NotFound, Refused
from ess_shop.wording import MOVES
from ui.cli.papers import write_slip
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

if TYPE_CHECKING:
    from ess_shop.domain.members import Member
    from ess_shop.domain.money import Money
    from ess_shop.ports import Books
    from ess_shop.reading import Reading, RecordedSlip
    from ess_shop.services.stocking import SlipRequest
    from ess_shop.services.writing_off import Compensation

KINDS = [name for name in MOVES if name not in {"sale", "return"}]
LOSSES = ["loss", "theft", "breakage"]
BY_CONTRACT = "contract"
MOST_DIGITS = 10

_JSON = click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
_GOODS = click.argument("goods", nargs=-1, required=True, metavar="CODE=QUANTITY...")


def _member(read: Reading, code: str) -> Member:
    found = next((each for each in read.members() if each.code == code), None)
    if found is None:
        raise NotFound("no_such_member", "There is no member {value}.", value=code)
    return found


@click.command(
    help=words(
        "List the slips of goods that moved, newest first; or write the paper of the one with that NUMBER."
    )
)
@click.argument("number", required=False)
@click.option("--pdf", type=click.Path(path_type=Path), help=words("The file of the paper."))
@click.option("--member", help=words("Only this member's (code)."))
@click.option("--kind", type=click.Choice(KINDS), help=words("Only of this kind."))
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help=words("At most so many.")
)
@_JSON
@click.pass_context
@told
def slips(
    context: click.Context,
    number: str | None,
    pdf: Path | None,
    member: str | None,
    kind: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """A row for each slip, or the paper of one."""
    from ess_shop.domain.slips import SlipKind
    from ess_shop.reading import SlipQuery

    if number or pdf:
        if not number:
            raise Refused("no_slip_named", "Say which slip it is: ess-shop slips BD-2026-0001 --pdf FILE.")
        with opened(context) as books:
            write_slip(books, number, pdf)
        return
    with opened(context) as books, books.read() as read:
        query = SlipQuery(
            member_id=_member(read, member).id if member else "",
            kind=SlipKind(kind) if kind else None,
            limit=limit,
        )
        found = read.slips(query)
    if as_json:
        names = ("number", "kind", "day", "member", "lines", "pieces", "volunteer", "note")
        print_json(
            [
                {name: getattr(row, name) for name in names}
                | {"worth": str(row.worth.decimal()), "compensation": str(row.compensation.decimal())}
                for row in found
            ]
        )
        return
    heads = [words(head) for head in ("Slip", "Day", "Member", "Kind", "Pieces", "Worth", "Note")]
    rows = [
        [
            row.number,
            words.day(row.day),
            row.member,
            words(MOVES[row.kind]),
            words.number(row.pieces),
            words.amount(row.worth),
            row.note,
        ]
        for row in found
    ]
    print_table(heads, rows, frozenset({4, 5}))


@click.command(help=words("Show how an article moved, newest first: when, why, how many, which paper."))
@click.argument("code")
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help=words("At most so many.")
)
@_JSON
@click.pass_context
@told
def stock(context: click.Context, code: str, limit: int, as_json: bool) -> None:
    """A row for each movement."""
    with opened(context) as books, books.read() as read:
        article = read.article_by_code(code)
        if article is None:
            raise NotFound("no_such_article", "There is no article {value}.", value=code)
        on_hand, away = read.stock_of(article.id), read.away_of(article.id)
        moves = read.stock_moves_of(article.id, limit)
    if as_json:
        names = ("at", "reason", "quantity", "paper", "on_hand")
        told_moves = [{name: getattr(move, name) for name in names} for move in moves]
        print_json({"code": code, "on_hand": on_hand, "away": away, "moves": told_moves})
        return
    say(
        "{code} {label}: {on_hand} on hand, {away} away.",
        code=code,
        label=article.label,
        on_hand=on_hand,
        away=away,
    )
    heads = [words(head) for head in ("When", "Why", "Pieces", "On hand", "Paper")]
    rows = [
        [
            move.at[:16].replace("T", " "),
            words(MOVES[move.reason]),
            words.number(move.quantity),
            words.number(move.on_hand),
            move.paper,
        ]
        for move in moves
    ]
    print_table(heads, rows, frozenset({2, 3}))


@click.command(help=words("Give goods back to their member, on a withdrawal slip."))
@click.argument("member")
@_GOODS
@click.option("--note", default="", help=words("What should stand on the slip."))
@click.pass_context
@told
def withdraw(context: click.Context, member: str, goods: tuple[str, ...], note: str) -> None:
    """Withdraw goods."""
    from ess_shop.services.withdrawing import give_back

    with opened(context) as books:
        recorded = give_back(books, _request(books, member, goods, note))
    _say_recorded(recorded)


@click.command("write-off", help=words("Write goods off that were lost, stolen or broken."))
@click.argument("kind", type=click.Choice(LOSSES))
@click.argument("member")
@_GOODS
@click.option("--reason", required=True, help=words("Why: it stays on the slip and on the statement."))
@click.option(
    "--compensation",
    metavar="AMOUNT",
    help=words("What the member gets: an amount, or “contract” for their part of the tags; else nothing."),
)
@click.pass_context
@told
def write_off(
    context: click.Context,
    kind: str,
    member: str,
    goods: tuple[str, ...],
    reason: str,
    compensation: str | None,
) -> None:
    """Write goods off."""
    from ess_shop.domain.slips import SlipKind
    from ess_shop.services import writing_off

    with opened(context) as books:
        given = _compensation(books, compensation)
        request = _request(books, member, goods, reason)
        recorded = writing_off.write_off(books, SlipKind(kind), request, compensation=given)
    _say_recorded(recorded)
    if recorded.slip.compensation:
        say("{member} gets {amount} for it.", member=member, amount=recorded.slip.compensation)


def _compensation(books: Books, text: str | None) -> Money | Compensation:
    from ess_shop.services.writing_off import Compensation

    if text is None:
        return Compensation.NONE
    if text == BY_CONTRACT:
        return Compensation.BY_CONTRACT
    with books.read() as read:
        try:
            return read.shop().currency.parse(text)
        except ValueError:
            raise Refused("bad_amount", "{value} is no amount.", value=text) from None


def _request(books: Books, member: str, goods: tuple[str, ...], note: str) -> SlipRequest:
    """What was typed as `CODE=QUANTITY`; a code alone is one piece."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services.stocking import Moved, SlipRequest
    from ui import bootstrap

    moved = []
    with books.read() as read:
        at = bootstrap.now(read.shop().timezone)
        member_id = _member(read, member).id
        for typed in goods:
            code, _, quantity = typed.rpartition("=") if "=" in typed else (typed, "", "1")
            article = read.article_by_code(code)
            if article is None:
                raise NotFound("no_such_article", "There is no article {value}.", value=code)
            if not (quantity.isascii() and quantity.isdigit() and len(quantity) < MOST_DIGITS):
                raise Refused("not_a_quantity", "{value} is no quantity.", value=quantity)
            moved.append(Moved(article.id, int(quantity)))
    return SlipRequest(new_id(), at, member_id, tuple(moved), note=note)


def _say_recorded(recorded: RecordedSlip) -> None:
    pieces = words.plural("{count} piece", "{count} pieces", recorded.slip.pieces)
    say("Slip {number}: {pieces}.", number=recorded.number, pieces=pieces)
