"""What the cells of a deposit list's line say, before it is held against the books."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.articles import checked_text
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import Checker, SourceRow
from ess_shop.services import deposit_cells
from ess_shop.services.deposit_cells import if_filled


@dataclass(frozen=True, slots=True)
class Said:
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


def said_on(check: Checker, row: SourceRow, shop: Shop) -> Said:
    """What a line says; what cannot be read is noted as a problem."""
    text = deposit_cells.optional_text
    yes = deposit_cells.yes
    return Said(
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


def pieces_of(check: Checker, row: SourceRow, said: Said, *, unique: bool) -> int:
    """The quantity; of something unique there is one, whether it is written or not."""
    if not row.cells.get("quantity"):
        if unique or "quantity" in row.spoilt:
            return 1
        check.at_cell(row, "quantity", "The cell is empty: how many pieces are there?")
    elif unique and said.quantity is not None and said.quantity > 1:
        check.at_cell(row, "quantity", "{value} pieces of something unique: write 1.", value=said.quantity)
    return said.quantity or 0
