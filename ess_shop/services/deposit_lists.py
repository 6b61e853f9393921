"""Checking a member's deposit list whole against the books; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from ess_shop.domain.source import Checker, SourceRow, shown
from ess_shop.errors import NotFound
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


def addressed(read: Reading, code: str) -> Addressed:
    """Whom an empty list is made for; NotFound if there is no such member."""
    member, shop = member_by_code(read, code), read.shop()
    identity = read.identities().get(member.id)
    rates = VAT_RATES.get(shop.country, VAT_RATES["FR"])
    return Addressed(member.code, identity.name if identity else "", shop.name, rates)


def check_deposit_list(read: Reading, book: Workbook, *, member: Member) -> DepositList:
    """The list's lines, as the books would take them; BadFile lists every problem by line and cell."""
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
    lines = []
    for row in rows:
        known, barcodes = articles.of(row)
        said = _said(check, row, shop)
        if known is not None:
            lines.append(_known_line(check, read, row, said, known, barcodes))
        else:
            lines.append(_new_line(check, row, said, barcodes, shop))
    check.finish()
    return DepositList(table.name, table.sheet, member.id, tuple(lines))


def _example(row: SourceRow) -> bool:
    return row.cells.get("label", "").lower().startswith(tuple(EXAMPLE.values()))


def _check_member(check: Checker, above: Sequence[SheetRow], member: Member) -> None:
    """A template that was made for one member is no other's list."""
    titles = {folded(title) for title in MEMBER.values()}
    for row in above:
        texts = [row.cells[place].text for place in sorted(row.cells)]
        if len(texts) > 1 and folded(texts[0]) in titles and texts[1].lower() != member.code.lower():
            sentence = "This list was made for {other}, not for {member}."
            check.add(row.number, sentence, other=shown(texts[1]), member=member.code)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the cells of a line say; nothing where they are empty or were found wrong."""

    label: str | None
    price: Money | None
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
        second_hand=said.second_hand,
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
