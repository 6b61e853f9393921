"""Checking a member's deposit list whole against the books; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.articles import Article, checked_text
from ess_shop.domain.deposit_list import (
    COLUMNS,
    EXAMPLE,
    MEMBER,
    VAT_RATES,
    Addressed,
    DepositLine,
    DepositList,
    Remark,
)
from ess_shop.domain.members import Member
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.searching import folded
from ess_shop.domain.sheet_columns import find_table
from ess_shop.domain.sheets import SheetRow, Workbook
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import MOST_LINES
from ess_shop.domain.source import BadFile, Checker, Problem, SourceRow, shown
from ess_shop.domain.terms import valid_on
from ess_shop.errors import NotFound
from ess_shop.ports import Progress, unheard
from ess_shop.reading import Reading
from ess_shop.services import deposit_cells
from ess_shop.services.deposit_articles import ArticlesNamed
from ess_shop.services.deposit_cells import if_filled


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
    memo = _memo(read, member, day)
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
    memo = _memo(read, member, day)
    lines = []
    for done, row in enumerate(rows, start=1):
        known, barcodes = articles.of(row)
        said = _said(check, row, shop)
        if known is not None:
            lines.append(_known_line(check, read, row, said, known, barcodes))
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


@dataclass(frozen=True, slots=True)
class _Said:
    """What the cells of a line say; nothing where they are empty or were found wrong."""

    label: str | None
    price: Money | None
    net: Money | None
    vat: Rate | None
    quantity: int | None
    description: str
    maker: str
    category: str
    second_hand: bool
    unique: bool
    note: str


def _said(check: Checker, row: SourceRow, shop: Shop) -> _Said:
    text = deposit_cells.optional_text
    yes = deposit_cells.yes
    return _Said(
        label=check.cell(row, "label", if_filled(checked_text), "“{value}” is no label."),
        price=check.cell(row, "price", if_filled(deposit_cells.price(shop)), "{value} is no price."),
        net=check.cell(row, "net", if_filled(deposit_cells.price(shop)), "{value} is no price."),
        vat=check.cell(row, "vat", if_filled(deposit_cells.vat), "{value} is no VAT rate: write 20 or 5.5."),
        quantity=check.cell(row, "quantity", if_filled(deposit_cells.quantity), "{value} is no quantity."),
        description=check.cell(row, "description", deposit_cells.description, "“{value}” is no description.")
        or "",
        maker=check.cell(row, "maker", text, "“{value}” is no maker.") or "",
        category=check.cell(row, "category", deposit_cells.category, "“{value}” is no category.") or "",
        second_hand=bool(check.cell(row, "second_hand", yes, "“{value}” is neither yes nor no.")),
        unique=bool(check.cell(row, "unique", yes, "“{value}” is neither yes nor no.")),
        note=check.cell(row, "remarks", text, "“{value}” is no remark.") or "",
    )


def _memo(read: Reading, member: Member, day: date | None) -> bool:
    """Whether the contract of a day (None: the last one) has the member name net prices."""
    terms = valid_on(read.terms(member.id), day or date.max)
    return terms is not None and terms.clauses.memo


def _check_net(check: Checker, row: SourceRow, said: _Said, *, memo: bool) -> None:
    """A net price stands where the contract wants one, and is never more than what the customer pays."""
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
    check: Checker, row: SourceRow, said: _Said, barcodes: tuple[str, ...], shop: Shop
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
        quantity=_pieces(check, row, said, unique=said.unique),
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
    check: Checker, read: Reading, row: SourceRow, said: _Said, known: Article, barcodes: Sequence[str]
) -> DepositLine:
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
        quantity=_pieces(check, row, said, unique=known.unique),
        barcodes=known.barcodes,
        description=said.description,
        maker=known.maker,
        category=known.category,
        second_hand=known.second_hand,
        unique=known.unique,
        note=said.note,
        listed_price=said.price if said.price != known.price else None,
        remarks=tuple(_otherwise(said, known, barcodes)),
    )


def _otherwise(said: _Said, known: Article, barcodes: Sequence[str]) -> list[Remark]:
    """What the list says otherwise than the books."""
    remarks: list[Remark] = []
    if said.price is not None and said.price != known.price:
        remarks.append(
            ("The list says {listed}, the books say {known}.", {"listed": said.price, "known": known.price})
        )
    if said.vat is not None and said.vat != known.vat:
        remarks.append(
            (
                "The list says {listed} of VAT, the books say {known}.",
                {"listed": said.vat, "known": known.vat},
            )
        )
    if said.label is not None and folded(said.label) != folded(known.label):
        remarks.append(
            (
                "The list says “{listed}”, the books say “{known}”.",
                {"listed": said.label, "known": known.label},
            )
        )
    if said.second_hand and not known.second_hand:
        remarks.append(("The list says second-hand, the books say new.", {}))
    for barcode in sorted(set(barcodes) - set(known.barcodes)):
        remarks.append(("The books do not know the barcode {value} of it.", {"value": barcode}))
    return remarks


def _pieces(check: Checker, row: SourceRow, said: _Said, *, unique: bool) -> int:
    """The quantity; of something unique there is one, whether it is written or not."""
    if not row.cells.get("quantity"):
        if unique or "quantity" in row.spoilt:
            return 1
        check.at_cell(row, "quantity", "The cell is empty: how many pieces are there?")
    elif unique and said.quantity is not None and said.quantity > 1:
        check.at_cell(row, "quantity", "{value} pieces of something unique: write 1.", value=said.quantity)
    return said.quantity or 0
