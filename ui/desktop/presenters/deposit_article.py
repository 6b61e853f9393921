"""One article of a deposit while its fields are filled: a new one, or a line that is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ess_shop.domain.articles import Article
from ess_shop.domain.deposit_list import VAT_RATES
from ess_shop.domain.ids import new_id
from ess_shop.domain.incoming import Incoming, check_barcode, check_net, check_quantity, checked
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.price_advice import SoldAt, advice
from ess_shop.domain.shares import percent_without_net
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import shown
from ess_shop.domain.terms import Terms
from ess_shop.errors import Refused
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import MOST_PIECES, amount_of
from ui.desktop.presenters.receipts import Press

FIELDS = {
    "bad_label": "label",
    "bad_price": "price",
    "bad_pieces": "quantity",
    "unique_piece": "quantity",
    "bad_category": "category",
    "bad_maker": "maker",
    "bad_description": "description",
    "bad_net": "net",
    "net_missing": "net",
    "bad_floor": "floor",
}
"""Which field a refusal is about, by its code."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields, as it was typed."""

    label: str = ""
    price: str = ""
    quantity: str = "1"
    vat: Rate = Rate(0)  # noqa: RUF009 - frozen
    category: str = ""
    maker: str = ""
    description: str = ""
    net: str = ""
    floor: str = ""
    second_hand: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """The fields as they were opened; `place` is the line that is changed, None for a new one.

    `known` is the article in the books: of such a one price and quantity are asked, and a net price if it
    should have one and has none.
    """

    typed: Typed
    place: int | None = None
    known: Article | None = None
    article_id: str = ""
    barcodes: tuple[str, ...] = ()
    picture: str = ""


class DepositArticle:
    """Opens the fields with what was usual before, and makes a line of what was typed in them."""

    def __init__(self, desk: Desk, shop: Shop, press: Press) -> None:
        self.desk, self.shop, self._press = desk, shop, press
        self.sheet: ArticleSheet | None = None
        self.terms: Terms | None = None
        self.sold: Sequence[SoldAt] = ()
        self.categories: Sequence[str] = ()
        self.usual = Typed()
        self.changed: Bell[[]] = Bell()
        """Rung when the fields are opened or closed, and when a picture or barcode came."""

    @property
    def memo(self) -> bool:
        """Whether the member names what they get per piece."""
        return self.terms is not None and self.terms.clauses.memo

    @property
    def asks_net(self) -> bool:
        """Whether the open fields ask for a net price: of a new article, and of one that has none yet."""
        known = self.sheet.known if self.sheet else None
        return self.memo and (known is None or known.net is None)

    def without_net(self, article: Article) -> str:
        """What the shop keeps of an article for want of a net price, in a sentence; "" if it wants none."""
        percent = percent_without_net(self.terms, article) if self.terms is not None else None
        if percent is None:
            return ""
        words = self.desk.words
        return words(
            "No net price is known of “{label}”: the shop keeps {percent} of it.",
            label=article.label,
            percent=percent,
        )

    @property
    def marked_down(self) -> bool:
        """Whether the contract lowers prices with time, so that a lowest price means something."""
        return self.terms is not None and bool(self.terms.clauses.markdown)

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The VAT rates that are offered: those of the country, and the one that is usual here."""
        offered = VAT_RATES.get(self.shop.country, VAT_RATES["FR"])
        asked = self.sheet.typed.vat if self.sheet else self.usual.vat
        return offered if asked in offered else (*offered, asked)

    def begin(self, known: Sequence[Article], categories: Sequence[str], sold: Sequence[SoldAt]) -> None:
        """Another member's goods: what was usual with theirs is proposed."""
        last = max(known, key=lambda article: article.id, default=None)
        rates = VAT_RATES.get(self.shop.country, VAT_RATES["FR"])
        self.usual = Typed(vat=last.vat if last else rates[0])
        own = dict.fromkeys(article.category for article in reversed(known) if article.category)
        self.categories = list(dict.fromkeys((*own, *categories)))
        self.sold = sold
        self.close()

    def open_new(self, label: str, quantity: int, barcodes: tuple[str, ...] = ()) -> None:
        """The fields of a new article, most of them as on the one before; Refused for a misread barcode."""
        for barcode in barcodes:
            check_barcode(barcode)
        typed = replace(self.usual, label=label, quantity=str(quantity))
        self._open(ArticleSheet(typed, article_id=new_id(), barcodes=barcodes))

    def open_line(self, place: int, line: Incoming) -> None:
        """The fields of a line that stands already."""
        article, words = line.article, self.desk.words
        typed = Typed(
            article.label,
            words.amount(line.piece_price),
            str(line.quantity),
            article.vat,
            article.category,
            article.maker,
            article.description,
            words.amount(net) if (net := line.coming.net) else "",
            words.amount(article.floor) if article.floor else "",
            article.second_hand,
            article.unique,
        )
        known = None if line.new else article
        self._open(ArticleSheet(typed, place, known, article.id, article.barcodes, article.picture))

    def _open(self, sheet: ArticleSheet) -> None:
        self.sheet = sheet
        self.changed.ring()

    def close(self) -> None:
        """The fields go."""
        if self.sheet is not None:
            self.sheet = None
            self.changed.ring()

    # What comes to an article beside what is typed

    def take_barcode(self, barcode: str) -> None:
        """A barcode that stands on the goods already; Refused if it was misread."""
        check_barcode(barcode)
        sheet = self.sheet
        if sheet is not None and sheet.known is None and barcode not in sheet.barcodes:
            self._open(replace(sheet, barcodes=(*sheet.barcodes, barcode)))

    def paint_from(self, path: Path) -> None:
        """A picture from a file; the books keep a small copy."""
        sheet = self.sheet
        if sheet is None:
            return

        def made(picture: str) -> None:
            if self.sheet is not None and self.sheet.article_id == sheet.article_id:
                self._open(replace(self.sheet, picture=picture))

        self.desk.lane.run(lambda: self._press.tile(path), made)

    def advise(self, label: str, category: str) -> str:
        """What sold of the kind, in a line; "" if nothing did."""
        found = advice(self.sold, label=label, category=category)
        if found is None:
            return ""
        words, money = self.desk.words, self.shop.money
        pieces = words.plural("{count} piece", "{count} pieces", found.pieces)
        about = (
            words("category {category}", category=found.about)
            if found.of_category
            else words("“{label}”", label=found.about)
        )
        if found.lowest == found.highest:
            return words(
                "Sold: {pieces} at {price} ({about})", pieces=pieces, price=money(found.lowest), about=about
            )
        return words(
            "Sold: {pieces} from {lowest} to {highest}, most often {commonest} ({about})",
            pieces=pieces,
            lowest=money(found.lowest),
            highest=money(found.highest),
            commonest=money(found.commonest),
            about=about,
        )

    # What is typed becomes a line

    def line(self, typed: Typed, member_id: str) -> Incoming:
        """The line of these fields; Refused names the field by its code."""
        sheet = self.sheet
        if sheet is None:
            raise Refused("nothing_open", "There is nothing to put in: scan an article or type what it is.")
        price, quantity = self._amount(typed.price, "bad_price"), pieces(typed.quantity)
        if sheet.known is not None:
            check_quantity(sheet.known, quantity)
            net = self._amount(typed.net, "bad_net") if self.asks_net and typed.net.strip() else None
            line = Incoming(sheet.known, quantity, None if price == sheet.known.price else price, net)
            if net is not None:
                check_net(line.coming)
            return line
        article = checked(
            Article(
                id=sheet.article_id,
                code="",
                label=typed.label,
                member_id=member_id,
                price=price,
                vat=typed.vat,
                barcodes=sheet.barcodes,
                maker=typed.maker,
                category=typed.category,
                picture=sheet.picture,
                unique=typed.unique,
                second_hand=typed.second_hand,
                description=typed.description,
                net=self._net(typed.net) if self.memo else None,
                floor=self._amount(typed.floor, "bad_floor") if self.marked_down and typed.floor else None,
            )
        )
        check_quantity(article, quantity)
        self.usual = Typed(
            vat=typed.vat, category=article.category, maker=article.maker, second_hand=typed.second_hand
        )
        return Incoming(article, quantity)

    def _net(self, text: str) -> Money:
        if not text.strip():
            raise Refused("net_missing", "By contract the member says what they get per piece: type it.")
        return self._amount(text, "bad_net")

    def _amount(self, text: str, code: str) -> Money:
        try:
            return amount_of(text, self.shop.currency)
        except Refused as wrong:
            raise Refused(code, wrong.sentence, **wrong.facts) from None


def pieces(text: str) -> int:
    """How many pieces are typed; none typed is one. Refused for what is no number."""
    plain = text.strip() or "1"
    if not (plain.isascii() and plain.isdigit() and 1 <= int(plain[:9]) <= MOST_PIECES):
        raise Refused("bad_pieces", "“{text}” is no number of pieces: type 1 to 9999.", text=shown(plain, 40))
    return int(plain)
