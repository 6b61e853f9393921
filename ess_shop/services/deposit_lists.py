"""Checking a member's deposit list whole against the books; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ess_shop.domain.articles import Article
from ess_shop.domain.deposit_list import (
    COLUMNS,
    EXAMPLE,
    MEMBER,
    VAT_RATES,
    Addressed,
    DepositLine,
    DepositList,
)
from ess_shop.domain.members import Member
from ess_shop.domain.money import Rate
from ess_shop.domain.searching import folded
from ess_shop.domain.shares import percent_without_net
from ess_shop.domain.sheet_columns import find_table
from ess_shop.domain.sheets import SheetRow, Workbook
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import MOST_LINES
from ess_shop.domain.source import BadFile, Checker, Problem, SourceRow, shown
from ess_shop.domain.terms import Terms, valid_on
from ess_shop.errors import NotFound
from ess_shop.ports import Progress, unheard
from ess_shop.reading import Reading
from ess_shop.services.deposit_articles import ArticlesNamed
from ess_shop.services.deposit_remarks import on_net, otherwise
from ess_shop.services.deposit_said import Said, pieces_of, said_on


def member_by_code(read: Reading, code: str) -> Member:
    """The member with that code; NotFound if there is none."""
    member = next((each for each in read.members() if each.code == code), None)
    if member is None:
        raise NotFound("no_such_member", "There is no member {value}.", value=code)
    return member


def addressed(read: Reading, code: str, day: date | None = None) -> Addressed:
    """Whom an empty list is made for on a day (None: under the last contract); NotFound for nobody."""
    member, shop = member_by_code(read, code), read.shop()
    identity = read.identities().get(member.id)
    rates = VAT_RATES.get(shop.country, VAT_RATES["FR"])
    terms = _terms(read, member, day)
    memo = terms is not None and terms.clauses.memo
    return Addressed(member.code, identity.name if identity else "", shop.name, rates, memo)


def check_deposit_list(
    read: Reading, book: Workbook, *, member: Member, day: date | None = None
) -> DepositList:
    """The list's lines, as the books would take them on a day (None: under the last contract).

    BadFile lists every problem by line and cell.
    """
    checked, problems = looked_through(read, book, member=member, day=day)
    if problems:
        raise BadFile(checked.name, problems)
    return checked


def listed_member(book: Workbook) -> str:
    """The code of the member that the list was made for, "" if it does not say so; BadFile for no list."""
    return next((code for _row, code in _members_named(find_table(book, COLUMNS).above)), "")


def looked_through(
    read: Reading,
    book: Workbook,
    *,
    member: Member,
    day: date | None = None,
    progress: Progress = unheard,
) -> tuple[DepositList, list[Problem]]:
    """Every line as far as it can be read, and every problem; BadFile if there is no list to go through."""
    found = find_table(book, COLUMNS)
    table, shop = found.table, read.shop()
    check = Checker(table.name, list(table.problems), table.sheet)
    _check_member(check, found.above, member)
    rows = [row for row in table.rows if not _example(row)]
    if not rows:
        check.add(1, "The list has no line yet: fill it in below the columns’ names.")
    if len(rows) > MOST_LINES:
        check.add(rows[-1].line, "A list has at most {count} lines: split it.", count=MOST_LINES)
        check.finish()
    articles = ArticlesNamed(read, member, check)
    terms = _terms(read, member, day)
    memo = terms is not None and terms.clauses.memo
    lines = []
    for done, row in enumerate(rows, start=1):
        known, barcodes = articles.of(row)
        said = said_on(check, row, shop)
        if known is not None:
            lines.append(_known_line(check, read, row, said, known, barcodes, terms))
        else:
            _check_net(check, row, said, memo=memo)
            lines.append(_new_line(check, row, said, barcodes, shop))
        progress(done, len(rows))
    return DepositList(table.name, table.sheet, member.id, tuple(lines)), check.problems


def _example(row: SourceRow) -> bool:
    return row.cells.get("label", "").lower().startswith(tuple(EXAMPLE.values()))


def _check_member(check: Checker, above: Sequence[SheetRow], member: Member) -> None:
    """A template that was made for one member is no other's list."""
    for row, code in _members_named(above):
        if code.lower() != member.code.lower():
            sentence = "This list was made for {other}, not for {member}."
            check.add(row, sentence, other=shown(code), member=member.code)


def _members_named(above: Sequence[SheetRow]) -> Iterator[tuple[int, str]]:
    """The rows above the list that name a member, with the code."""
    titles = {folded(title) for title in MEMBER.values()}
    for row in above:
        texts = [row.cells[place].text for place in sorted(row.cells)]
        if len(texts) > 1 and folded(texts[0]) in titles:
            yield row.number, texts[1]


def _terms(read: Reading, member: Member, day: date | None) -> Terms | None:
    """The contract of a day (None: the last one)."""
    return valid_on(read.terms(member.id), day or date.max)


def _check_net(check: Checker, row: SourceRow, said: Said, *, memo: bool) -> None:
    """A new article has a net price where the contract wants one, never more than what the customer pays."""
    filled = bool(row.cells.get("net"))
    if memo and not filled and "net" not in row.spoilt:
        sentence = "The contract has fixed net prices: say in a column “Net price” what the member gets."
        check.at_cell(row, "net", sentence)
    elif filled and not memo:
        sentence = "The contract has no fixed net prices: leave this cell empty."
        check.at_cell(row, "net", sentence)
    elif said.net is not None and said.price is not None and said.net > said.price:
        sentence = "The member cannot get {net} of the {price} that it costs."
        check.at_cell(row, "net", sentence, net=said.net, price=said.price)


def _new_line(
    check: Checker, row: SourceRow, said: Said, barcodes: tuple[str, ...], shop: Shop
) -> DepositLine:
    for column in ("label", "price", "vat"):
        if not row.cells.get(column) and column not in row.spoilt:
            check.at_cell(row, column, "The cell is empty, and a new article needs it.")
    return DepositLine(
        line=row.line,
        known=None,
        code="",
        label=said.label or "",
        price=said.price or shop.money(0),
        vat=said.vat or Rate(0),
        quantity=pieces_of(check, row, said, unique=said.unique),
        barcodes=barcodes,
        description=said.description,
        maker=said.maker,
        category=said.category,
        second_hand=said.second_hand,
        unique=said.unique,
        note=said.note,
        net=said.net,
    )


def _known_line(
    check: Checker,
    read: Reading,
    row: SourceRow,
    said: Said,
    known: Article,
    barcodes: Sequence[str],
    terms: Terms | None,
) -> DepositLine:
    percent = percent_without_net(terms, known) if terms is not None else None
    net = said.net if percent is not None else None
    dearest = max(each for each in (known.price, said.price) if each is not None)
    if net is not None and net > dearest:
        sentence = "The member cannot get {net} of the {price} that it costs."
        check.at_cell(row, "net", sentence, net=net, price=dearest)
    if known.unique and read.stock_of(known.id) > 0:
        sentence = "{code} is the only piece of its kind, and it is in the shop already."
        check.at_cell(row, "quantity", sentence, code=known.code)
    return DepositLine(
        line=row.line,
        known=known,
        code=known.code,
        label=known.label,
        price=known.price,
        vat=known.vat,
        quantity=pieces_of(check, row, said, unique=known.unique),
        barcodes=known.barcodes,
        description=said.description,
        maker=known.maker,
        category=known.category,
        second_hand=known.second_hand,
        unique=known.unique,
        note=said.note,
        net=net,
        without_net=percent if net is None else None,
        listed_price=said.price if said.price != known.price else None,
        remarks=(*otherwise(said, known, barcodes), *on_net(said, known, percent)),
    )
