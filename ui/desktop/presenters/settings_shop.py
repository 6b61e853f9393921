"""The shop's identity and its local currencies, as the settings change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import gcd

from ess_shop.domain.articles import checked_text
from ess_shop.domain.currencies import LEGAL, ChangePolicy, LocalCurrency
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Currency, scaled
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.services.founding import LOCAL_CODE, SETTINGS, changed
from ess_shop.services.registering import change_shop
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import say_saved

SHOP = "shop"
"""What `desk.settings_changed` is rung with."""

FIELDS = tuple(SETTINGS)


class ShopPresenter:
    """The shop as the books have it, and the field that is wrong, if any."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shop: Shop | None = None
        self.wrong: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> Shop:
            with books.read() as read:
                return read.shop()

        self.desk.lane.run(ask, self._show)

    def _show(self, shop: Shop) -> None:
        self.shop, self.wrong = shop, {}
        self.changed.ring()

    def save_identity(self, values: Mapping[str, str]) -> None:
        """Keep every field, or none if one of them is wrong; `wrong` says which."""
        self.desk.require(Right.SETTINGS)
        shop, words, wrong = self._loaded(), self.desk.words, {}
        for name, value in values.items():
            if value == getattr(shop, name):
                continue
            try:
                shop = changed(shop, name, value)
            except Refused:
                wrong[name] = (
                    words("“{value}” cannot be right: check it sign by sign.", value=value)
                    if value
                    else words("The shop needs a name.")
                )
        self.wrong = wrong
        self.changed.ring()
        if not wrong:
            self._write(shop)

    def save_local(self, entered: LocalEntered) -> None:
        """Keep a local currency, in the place of the one with its code or as a new one."""
        self.desk.require(Right.SETTINGS)
        shop = self._loaded()
        local = local_of(entered, shop)
        others = [each for each in shop.locals if each.currency.code != local.currency.code]
        place = next(
            (n for n, each in enumerate(shop.locals) if each.currency == local.currency), len(others)
        )
        others.insert(place, local)
        self._write(replace(shop, locals=tuple(others), revision=shop.revision + 1))

    def _loaded(self) -> Shop:
        if self.shop is None:
            raise Refused("not_ready", "The settings are still being read: try again.")
        return self.shop

    def _write(self, shop: Shop) -> None:
        desk, id, at = self.desk, new_id(), self.desk.clock()

        def done(_none: None) -> None:
            self._show(shop)
            desk.settings_changed.ring(SHOP)
            say_saved(desk)

        desk.lane.run(lambda: change_shop(desk.books, shop, id=id, at=at), done)


@dataclass(frozen=True, slots=True)
class LocalEntered:
    """A local currency as it is typed: coupons `1 2 5 10`, worth `1` or `0,95` in the legal currency."""

    code: str
    name: str
    coupons: str
    change: ChangePolicy
    worth: str


def entered_of(local: LocalCurrency, shop: Shop) -> LocalEntered:
    """How a currency would have been typed."""
    unit = local.currency.unit
    coupons = " ".join(
        str(minor // unit) if minor % unit == 0 else str(local.money(minor).decimal()).replace(".", ",")
        for minor in local.denominations
    )
    each = local.parity * unit * 10_000 // (local.per * shop.currency.unit)
    worth = f"{each // 10_000},{each % 10_000:04d}".rstrip("0").rstrip(",")
    return LocalEntered(local.currency.code, local.name, coupons, local.change, worth)


def local_of(entered: LocalEntered, shop: Shop) -> LocalCurrency:
    """The currency that was typed; Refused names what is wrong."""
    code = entered.code.strip().upper()
    if not LOCAL_CODE.fullmatch(code) or code in LEGAL:
        raise Refused("bad_code", "“{text}” is no short name: take 2 to 10 letters, like LOC.", text=code)
    known = shop.local(code)
    currency = known.currency if known else Currency(code)
    try:
        name = checked_text(entered.name, longest=60)
    except ValueError:
        raise Refused("currency_name", "Give the currency {code} a name.", code=code) from None
    try:
        coupons = sorted({currency.parse(part).minor for part in entered.coupons.split()})
    except ValueError:
        coupons = []
    if not coupons or coupons[0] <= 0:
        raise Refused("bad_coupons", "Write the coupons one after the other, like 1 2 5 10 20 50.")
    try:
        worth = scaled(entered.worth, 4)
    except ValueError:
        worth = 0
    if worth <= 0:
        raise Refused("bad_parity", "Say what one {code} is worth, for example 1 or 0,95.", code=code)
    parity, per = worth * shop.currency.unit, 10_000 * currency.unit
    common = gcd(parity, per)
    return LocalCurrency(currency, name, tuple(coupons), entered.change, parity // common, per // common)
