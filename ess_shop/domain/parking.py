"""A basket that is not sold yet, as it is kept: the one on the screen, and those that wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ess_shop.domain.basket import Asked, AskedBack, Discount, Tender
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.sale import Means
from ess_shop.domain.terms import Bearer
from ess_shop.errors import StorageTrouble


@dataclass(frozen=True, slots=True)
class BasketDraft:
    """Everything that it takes to go on with a basket; `begun_at` is an ISO time.

    `sale_id` is the id its sale will have: if the books know it, the basket was sold already. `customer` is
    the id of the member who buys, "" for anybody else.
    """

    sale_id: str
    asked: tuple[Asked | AskedBack, ...]
    discount: Discount | None
    tenders: tuple[Tender, ...]
    person: str
    begun_at: str
    customer: str = ""


def plain_draft(draft: BasketDraft) -> dict[str, object]:
    """A draft as plain data."""
    return {
        "sale_id": draft.sale_id,
        "asked": [_plain_asked(asked) for asked in draft.asked],
        "discount": _plain_discount(draft.discount),
        "tenders": [
            [str(tender.means), *_plain_money(tender.amount), tender.reference] for tender in draft.tenders
        ],
        "person": draft.person,
        "begun_at": draft.begun_at,
        **({"customer": draft.customer} if draft.customer else {}),
    }


def draft_from(plain: Mapping[str, Any]) -> BasketDraft:
    """The draft that plain data were made of; StorageTrouble if they are damaged."""
    try:
        return BasketDraft(
            sale_id=plain["sale_id"],
            asked=tuple(_asked_from(asked) for asked in plain["asked"]),
            discount=_discount_from(plain["discount"]),
            tenders=tuple(
                Tender(Means(means), _money(minor, code, decimals), reference)
                for means, minor, code, decimals, reference in plain["tenders"]
            ),
            person=plain["person"],
            begun_at=plain["begun_at"],
            customer=str(plain.get("customer", "")),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise StorageTrouble(
            "draft_damaged", "A basket that was kept cannot be read any more: ring it up again."
        ) from wrong


def _plain_asked(asked: Asked | AskedBack) -> dict[str, object]:
    if isinstance(asked, AskedBack):
        return {
            "till": asked.till,
            "ticket": asked.ticket,
            "line": asked.line,
            "quantity": asked.quantity,
            "reason": asked.reason,
        }
    return {
        "article": asked.article_id,
        "quantity": asked.quantity,
        "price": None if asked.unit_price is None else _plain_money(asked.unit_price),
        "discount": _plain_discount(asked.discount),
        "reason": asked.reason,
        "label": asked.label,
    }


def _asked_from(plain: Mapping[str, Any]) -> Asked | AskedBack:
    if "ticket" in plain:
        return AskedBack(plain["till"], plain["ticket"], plain["line"], plain["quantity"], plain["reason"])
    price = plain["price"]
    return Asked(
        plain["article"],
        plain["quantity"],
        _money(*price) if price else None,
        _discount_from(plain["discount"]),
        plain["reason"],
        plain["label"],
    )


def _plain_discount(discount: Discount | None) -> list[object] | None:
    if discount is None:
        return None
    bearer = str(discount.bearer) if discount.bearer else ""
    return [*_plain_money(discount.amount), discount.reason, bearer]


def _discount_from(plain: Any) -> Discount | None:
    if plain is None:
        return None
    minor, code, decimals, reason, bearer = plain
    return Discount(_money(minor, code, decimals), reason, Bearer(bearer) if bearer else None)


def _plain_money(amount: Money) -> list[object]:
    return [amount.minor, amount.currency.code, amount.currency.decimals]


def _money(minor: int, code: str, decimals: int) -> Money:
    return Money(minor, Currency(code, decimals))
