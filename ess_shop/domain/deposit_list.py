"""A member's deposit list: its columns in French and English, and what its lines say once checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ess_shop.domain.articles import Article
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.sheet_columns import Column

COLUMNS = (
    Column(
        "label",
        ("Article", "Désignation", "Libellé", "Nom", "Nom de l'article", "Produit", "Intitulé"),
        ("Article", "Label", "Name", "Item", "Product"),
        needed=True,
    ),
    Column("description", ("Description", "Descriptif", "Détail"), ("Description", "Details")),
    Column(
        "code",
        ("Code", "Code article", "Référence", "Réf", "Code ou code-barres"),
        ("Code", "Article code", "Reference", "Ref", "SKU", "Code or barcode"),
    ),
    Column(
        "barcode",
        ("Code-barres", "Code barre", "EAN", "EAN13", "EAN 13", "GTIN"),
        ("Barcode", "Bar code", "UPC"),
    ),
    Column(
        "maker",
        ("Fabricant", "Créateur", "Créatrice", "Artisan", "Artisane", "Marque", "Fait par", "Auteur"),
        ("Maker", "Made by", "Brand", "Artist", "Creator"),
    ),
    Column("category", ("Catégorie", "Rayon", "Famille", "Type"), ("Category", "Department")),
    Column(
        "price",
        ("Prix TTC", "Prix", "Prix de vente", "Prix de vente TTC", "Prix public", "Prix unitaire TTC"),
        ("Price incl. VAT", "Price", "Unit price", "Selling price"),
        needed=True,
    ),
    Column(
        "net",
        ("Prix net", "Prix net membre", "Net membre", "Part membre"),
        ("Net price", "Member’s net price", "Member gets"),
    ),
    Column(
        "quantity",
        ("Quantité", "Qté", "Nombre", "Nb", "Pièces"),
        ("Quantity", "Qty", "Pieces"),
        needed=True,
    ),
    Column("vat", ("TVA", "Taux de TVA", "TVA en %"), ("VAT", "VAT rate"), needed=True),
    Column(
        "second_hand",
        ("Occasion", "D'occasion", "Seconde main"),
        ("Second-hand", "Second hand", "Used"),
    ),
    Column("unique", ("Pièce unique", "Unique"), ("One of a kind", "Unique piece")),
    Column(
        "remarks",
        ("Remarques", "Remarque", "Commentaire", "Commentaires", "Observations", "Notes"),
        ("Remarks", "Remark", "Comments"),
    ),
)
"""The columns of a list in the order of the template; `net` stands there where the contract wants it."""

EXAMPLE: Mapping[str, str] = {"fr": "[exemple]", "en": "[example]"}
"""How the label of a line begins that only shows how to fill the list in."""

MEMBER: Mapping[str, str] = {"fr": "Membre", "en": "Member"}
"""What stands before the member's code above the list."""

SHEET: Mapping[str, str] = {"fr": "Dépôt", "en": "Deposit"}
"""What the sheet of the list is called in the template."""

VAT_RATES: Mapping[str, tuple[Rate, ...]] = {
    "FR": tuple(Rate.percent(each) for each in ("20", "10", "5.5", "2.1", "0")),
    "CH": tuple(Rate.percent(each) for each in ("8.1", "3.8", "2.6", "0")),
}
"""Which rates are offered in the template, by the shop's country; others may be typed."""

Remark = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom an empty list is made for, and by which shop."""

    code: str
    name: str
    shop: str
    rates: tuple[Rate, ...]
    memo: bool = False
    """Whether the contract has the member name a fixed net price for each article."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the list has a column for."""
        return tuple(column for column in COLUMNS if column.name != "net" or self.memo)


@dataclass(frozen=True, slots=True)
class DepositLine:
    """One line of a checked list: pieces of an article that is known, or of a new one without a code yet.

    Of a known article everything is as the books say; what the list says otherwise stands in the remarks, and
    another price in `listed_price` as well, so that somebody decides. `net` is then what the list names for
    one that has no net price yet; without any, `without_net` says what the shop keeps of it.
    """

    line: int
    known: Article | None
    code: str
    label: str
    price: Money
    vat: Rate
    quantity: int
    barcodes: tuple[str, ...] = ()
    description: str = ""
    maker: str = ""
    category: str = ""
    second_hand: bool = False
    unique: bool = False
    note: str = ""
    net: Money | None = None
    without_net: Rate | None = None
    listed_price: Money | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class DepositList:
    """A list of one member without a mistake; nothing of it is in the books yet."""

    name: str
    sheet: str
    member_id: str
    lines: tuple[DepositLine, ...]

    @property
    def pieces(self) -> int:
        """All its pieces together."""
        return sum(line.quantity for line in self.lines)

    @property
    def second_hand(self) -> bool:
        """Whether something of it is second-hand."""
        return any(line.second_hand for line in self.lines)

    @property
    def new(self) -> int:
        """How many articles the books do not know."""
        return sum(line.known is None for line in self.lines)
