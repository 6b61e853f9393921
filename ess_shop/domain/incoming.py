"""Goods that somebody brings, before their slip: lines of known and of new articles, and what may be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ess_shop.domain.articles import (
    HIGHEST_PRICE,
    HIGHEST_VAT,
    LARGEST_QUANTITY,
    UNLABELLED,
    Article,
    checked_barcode,
    checked_text,
)
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.searching import folded
from ess_shop.domain.source import shown
from ess_shop.errors import Refused

LONGEST_DESCRIPTION = 1000


@dataclass(frozen=True, slots=True)
class Incoming:
    """Pieces of an article that come in. A new one has no code yet: the books give it one.

    `price` is another price for a known article, None to leave it as it is; `net` a net price for one that
    has none.
    """

    article: Article
    quantity: int
    price: Money | None = None
    net: Money | None = None

    @property
    def new(self) -> bool:
        """Whether the books do not know the article."""
        return not self.article.code

    @property
    def piece_price(self) -> Money:
        """What a piece will cost."""
        return self.article.price if self.price is None else self.price

    @property
    def coming(self) -> Article:
        """The article as it will be: with this price and this net price."""
        net = self.article.net if self.net is None else self.net
        return replace(self.article, price=self.piece_price, net=net)

    @property
    def worth(self) -> Money:
        """All its pieces together."""
        return self.piece_price * self.quantity


def pieces_of(lines: Sequence[Incoming]) -> int:
    """All pieces together."""
    return sum(line.quantity for line in lines)


def worth_of(lines: Sequence[Incoming], none: Money) -> Money:
    """All lines together; `none` is zero in the shop's currency."""
    return sum((line.worth for line in lines), none)


def checked(article: Article) -> Article:
    """A new article as it may enter the books; Refused says which field is wrong, by its code."""
    label = _text(article.label, "bad_label", "“{value}” is no label: say what it is in a few words.")
    _check_price(article.price)
    if not 0 <= article.vat.millionths <= HIGHEST_VAT.millionths:
        raise Refused("bad_vat", "{rate} is no VAT rate: choose one of those below.", rate=article.vat)
    if folded(article.category) == UNLABELLED:
        raise Refused("bad_category", "“{value}” is no category.", value=article.category)
    for amount, code, sentence in (
        (article.net, "bad_net", "The member cannot get more than the {price} that it costs."),
        (article.floor, "bad_floor", "The lowest price cannot be above the {price} that it costs."),
    ):
        if amount is not None and not 0 < amount.minor <= article.price.minor:
            raise Refused(code, sentence, price=article.price)
    for barcode in article.barcodes:
        check_barcode(barcode)
    return replace(
        article,
        label=label,
        maker=_optional(article.maker, "bad_maker", "“{value}” is no maker."),
        category=_optional(article.category, "bad_category", "“{value}” is no category."),
        description=_optional(
            article.description, "bad_description", "This description is too long.", LONGEST_DESCRIPTION
        ),
    )


def check_barcode(barcode: str) -> None:
    """Refused for a barcode whose check digit is wrong."""
    try:
        checked_barcode(barcode)
    except ValueError:
        raise Refused(
            "bad_barcode", "The barcode {value} is wrong: check its digits.", value=shown(barcode)
        ) from None


def check_net(article: Article) -> None:
    """Refused for a net price above what the article costs."""
    if article.net is not None and not 0 < article.net.minor <= article.price.minor:
        raise Refused(
            "bad_net",
            "“{label}” costs {price}: the member cannot get {net} of it.",
            label=article.label,
            price=article.price,
            net=article.net,
        )


def check_quantity(article: Article, quantity: int) -> None:
    """Refused for no piece, absurdly many, or several of something there is one of."""
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise Refused("bad_pieces", "{quantity} is no number of pieces: type 1 or more.", quantity=quantity)
    if article.unique and quantity > 1:
        raise Refused(
            "unique_piece", "“{label}” is one of a kind: there is one piece of it.", label=article.label
        )


def _check_price(price: Money) -> None:
    if not 0 < price.minor <= HIGHEST_PRICE:
        raise Refused("bad_price", "{price} is no price: type 1250 or 12,50 for 12.50.", price=price)


def repriced(line: Incoming, price: Money) -> Incoming:
    """The line at another price; its article's own price again is no change. Refused for no price."""
    _check_price(price)
    if line.new:
        return replace(line, article=checked(replace(line.article, price=price)))
    return replace(line, price=None if price == line.article.price else price)


def _text(text: str, code: str, sentence: str, longest: int = 200) -> str:
    try:
        return checked_text(text, longest=longest)
    except ValueError:
        raise Refused(code, sentence, value=shown(text, 60)) from None


def _optional(text: str, code: str, sentence: str, longest: int = 200) -> str:
    return _text(text, code, sentence, longest) if text.strip() else ""


# Kept while it is not finished


def plain_lines(lines: Sequence[Incoming]) -> list[dict[str, Any]]:
    """Lines as plain data."""
    return [_plain(line) for line in lines]


def lines_from(
    plain: object, currency: Currency, article_of: Callable[[str], Article | None], member_id: str
) -> list[Incoming]:
    """The lines that plain data was made of; Refused if it cannot be read.

    Of known articles the books are asked anew; one that is another member's by now is left out.
    """
    found = []
    try:
        for each in plain if isinstance(plain, list) else _unreadable():
            article = (
                _new_from(each["new"], currency, member_id) if "new" in each else article_of(each["known"])
            )
            price = Money(each["price"], currency) if each.get("price") is not None else None
            if article is not None and article.member_id == member_id:
                net = Money(each["net"], currency) if each.get("net") is not None else None
                found.append(Incoming(article, int(each["quantity"]), price, net))
    except (KeyError, TypeError, ValueError, AttributeError):
        _unreadable()
    return found


def _unreadable() -> Any:
    raise Refused("unreadable_deposit", "The deposit that was begun cannot be read: begin it anew.")


_PLAIN = ("id", "label", "maker", "category", "picture", "description", "unique", "second_hand")


def _plain(line: Incoming) -> dict[str, Any]:
    article = line.article
    plain: dict[str, Any] = {"quantity": line.quantity}
    if not line.new:
        price = None if line.price is None else line.price.minor
        net = None if line.net is None else line.net.minor
        return plain | {"known": article.id, "price": price, "net": net}
    return plain | {
        "new": {
            **{name: getattr(article, name) for name in _PLAIN},
            "price": article.price.minor,
            "vat": article.vat.millionths,
            "barcodes": list(article.barcodes),
            "net": None if article.net is None else article.net.minor,
            "floor": None if article.floor is None else article.floor.minor,
        }
    }


def _new_from(plain: Mapping[str, Any], currency: Currency, member_id: str) -> Article:
    def money(name: str) -> Money | None:
        return None if plain[name] is None else Money(plain[name], currency)

    return Article(
        id=str(plain["id"]),
        code="",
        label=str(plain["label"]),
        maker=str(plain["maker"]),
        category=str(plain["category"]),
        picture=str(plain["picture"]),
        description=str(plain["description"]),
        unique=bool(plain["unique"]),
        second_hand=bool(plain["second_hand"]),
        member_id=member_id,
        price=Money(plain["price"], currency),
        vat=Rate(plain["vat"]),
        barcodes=tuple(str(each) for each in plain["barcodes"]),
        net=money("net"),
        floor=money("floor"),
    )
