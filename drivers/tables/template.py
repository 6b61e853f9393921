"""An empty deposit list to hand to a member, as XLSX or ODS: what stands in it, whichever the file is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from drivers.whole_file import write_whole
from ess_shop.domain.deposit_list import EXAMPLE, MEMBER, SHEET, Addressed
from ess_shop.domain.sheet_columns import Column
from ess_shop.errors import Refused
from ess_shop.wording import Words

TITLES, FIRST_LINE, LAST_LINE = 4, 5, 504
"""The rows of the columns' names, of the example, and the last one that is made ready to be filled in."""

WIDTHS_MM: Mapping[str, int] = {"label": 55, "description": 60, "barcode": 36, "remarks": 50}
USUAL_WIDTH_MM = 26

TEXTS = frozenset({"label", "description", "code", "barcode", "maker", "category", "remarks"})
"""The columns whose cells are texts from the start, so that no zero of a barcode is lost."""

PRICE, WHOLE, PERCENT, TEXT = "0.00", "0", "0.0", "@"


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a template: three lines above the list, its columns, an example, and the explanations."""

    sheet: str
    above: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    example: tuple[str | Decimal, ...]
    explained: str
    explanations: tuple[tuple[str, str], ...]
    rates_title: str
    rates: tuple[Decimal, ...]
    answers: tuple[str, str]


def write_template(path: Path, to: Addressed, words: Words) -> None:
    """Write the template to `path`, whole or not at all; its ending says which file it is.

    Refused for another ending, StorageTrouble if the folder refuses.
    """
    from drivers.tables.template_ods import ods_template
    from drivers.tables.template_xlsx import xlsx_template

    writers = {".xlsx": xlsx_template, ".ods": ods_template}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise Refused("no_such_template", "“{path}”: the name must end in .xlsx or .ods.", path=path.name)
    write_whole(path, writer(content(to, words)))


def format_of(column: str) -> str:
    """How the cells of a column are shown."""
    if column in TEXTS:
        return TEXT
    return {"price": PRICE, "net": PRICE, "quantity": WHOLE, "vat": PERCENT}.get(column, "General")


def width_of(column: str) -> int:
    """The width of a column in millimetres."""
    return WIDTHS_MM.get(column, USUAL_WIDTH_MM)


def content(to: Addressed, words: Words) -> Content:
    """What the template says in a language."""
    language = words.language
    explanations = _explanations(words)
    return Content(
        sheet=SHEET[language],
        above=(
            (MEMBER[language], to.code, to.name),
            (words("Shop"), to.shop),
            (words("One line for each article. Leave this part and the names of the columns as they are."),),
        ),
        columns=to.columns,
        titles=tuple(column.title(language) for column in to.columns),
        example=_example(to, words),
        explained=words("Explanations"),
        explanations=tuple((column.title(language), explanations[column.name]) for column in to.columns),
        rates_title=words("VAT rates in percent"),
        rates=tuple(rate.as_percent for rate in to.rates),
        answers=(words("yes"), words("no")),
    )


def _example(to: Addressed, words: Words) -> tuple[str | Decimal, ...]:
    said: Mapping[str, str | Decimal] = {
        "label": f"{EXAMPLE[words.language]} {words('Blue stoneware bowl')}",
        "description": words("Turned by hand, fit for the dishwasher"),
        "maker": to.name,
        "category": words("Pottery"),
        "price": Decimal("18.50"),
        "net": Decimal("12.00"),
        "quantity": Decimal(6),
        "vat": to.rates[0].as_percent,
        "second_hand": words("no"),
        "unique": words("no"),
        "remarks": words("This line is not taken over"),
    }
    return tuple(said.get(column.name, "") for column in to.columns)


def _explanations(words: Words) -> Mapping[str, str]:
    return {
        "label": words("What is printed on the label and the receipt. Needed for a new article."),
        "description": words("A sentence or two for the shop and the customers."),
        "code": words("Only for an article that the shop has already: the code on its label."),
        "barcode": words("Only if there is one on the goods: all its digits, zeros too."),
        "maker": words("Who made it."),
        "category": words("Where it belongs in the shop: pottery, books, preserves…"),
        "price": words("What the customer pays for one piece, VAT included. Needed for a new article."),
        "net": words("What you get for one piece, whatever it is sold for. Needed for a new article."),
        "quantity": words("How many pieces you bring. Always needed."),
        "vat": words("The VAT rate in percent, from the list. Needed for a new article."),
        "second_hand": words("“yes” if it was used before; nothing otherwise."),
        "unique": words("“yes” if there is only this one; nothing otherwise."),
        "remarks": words("Anything else that the shop should know."),
    }
