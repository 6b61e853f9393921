"""The local currencies that the shop takes: added, changed, and, if never used, removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import gcd

from ess_shop.domain.articles import checked_text
from ess_shop.domain.currencies import LEGAL, ChangePolicy, LocalCurrency
from ess_shop.domain.money import Currency, scaled
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.services.founding import LOCAL_CODE
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_shop import write_shop

LONGEST_NAME = 60
MOST_COUPONS = 12
USUAL_COUPONS = "1 2 5 10 20 50"


@dataclass(frozen=True, slots=True)
class LocalEntered:
    """A local currency as it is typed: coupons `1 2 5 10`, worth `1` or `0,95` in the legal currency."""

    code: str = ""
    name: str = ""
    coupons: str = USUAL_COUPONS
    change: ChangePolicy = ChangePolicy.COUPONS
    worth: str = "1"


class CurrenciesPresenter:
    """The list, and the one that is being changed (None: a new one)."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shop: Shop | None = None
        self.used: frozenset[str] = frozenset()
        """The codes of those that stay."""
        self.chosen: LocalCurrency | None = None
        self.wrong: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()
        """Rung when something else is to be shown."""
        self.judged: Bell[[]] = Bell()
        """Rung when what is wrong changed."""

    @property
    def currencies(self) -> tuple[LocalCurrency, ...]:
        """Those that the shop takes."""
        return self.shop.locals if self.shop else ()

    @property
    def legal(self) -> str:
        """The code of the legal currency."""
        return self.shop.currency.code if self.shop else ""

    @property
    def entered(self) -> LocalEntered:
        """The chosen one as it would have been typed."""
        return entered_of(self.chosen, self.shop) if self.chosen and self.shop else LocalEntered()

    @property
    def removable(self) -> bool:
        """Whether the chosen one was never used."""
        return self.chosen is not None and self.chosen.currency.code not in self.used

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> tuple[Shop, frozenset[str]]:
            with books.read() as read:
                shop = read.shop()
                codes = (local.currency.code for local in shop.locals)
                return shop, frozenset(code for code in codes if read.uses_currency(code))

        self.desk.lane.run(ask, lambda found: self._show(*found))

    def _show(self, shop: Shop, used: frozenset[str]) -> None:
        known = self.chosen.currency.code if self.chosen else ""
        self.shop, self.used = shop, used
        self.choose(shop.local(known))

    def choose(self, local: LocalCurrency | None) -> None:
        """Change that one, or (None) add one."""
        self.chosen, self.wrong = local, {}
        self.changed.ring()

    def save(self, entered: LocalEntered) -> None:
        """Keep what was typed, or nothing if a part of it is wrong; `wrong` says which."""
        self.desk.require(Right.SETTINGS)
        shop = self._loaded()
        words, wrong = self.desk.words, {}
        parts: dict[str, object] = {}
        for name, read in self._readers(entered, shop).items():
            try:
                parts[name] = read()
            except Refused as refused:
                wrong[name] = words.error(refused)
        self.wrong = wrong
        self.judged.ring()
        if not wrong:
            local = local_of(entered, shop)
            if local.currency in [each.currency for each in shop.locals]:
                kept = [local if each.currency == local.currency else each for each in shop.locals]
            else:
                kept = [*shop.locals, local]
            self._write(replace(shop, locals=tuple(kept), revision=shop.revision + 1), local)

    def _readers(self, entered: LocalEntered, shop: Shop) -> dict[str, Callable[[], object]]:
        return {
            "code": lambda: code_of(entered.code, shop, new=self.chosen is None),
            "name": lambda: name_of(entered.name),
            "coupons": lambda: coupons_of(entered.coupons, self._currency(entered)),
            "worth": lambda: worth_of(entered.worth, self._currency(entered), shop),
        }

    def _currency(self, entered: LocalEntered) -> Currency:
        return self.chosen.currency if self.chosen else Currency(entered.code.strip().upper() or "LOC")

    def remove(self) -> None:
        """Take the chosen one out; Refused if it was used."""
        self.desk.require(Right.SETTINGS)
        shop, chosen = self._loaded(), self.chosen
        if chosen is not None:
            left = tuple(each for each in shop.locals if each.currency != chosen.currency)
            self._write(replace(shop, locals=left, revision=shop.revision + 1), None)

    def _loaded(self) -> Shop:
        if self.shop is None:
            raise Refused("not_ready", "The settings are still being read: try again.")
        return self.shop

    def _write(self, shop: Shop, chosen: LocalCurrency | None) -> None:
        def done(kept: Shop) -> None:
            self.chosen = chosen
            self._show(kept, self.used)

        write_shop(self.desk, shop, done)


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


def code_of(text: str, shop: Shop, *, new: bool = False) -> str:
    """The short name that was typed; Refused if it is none, or if a `new` one is known."""
    code = text.strip().upper()
    if not LOCAL_CODE.fullmatch(code) or code in LEGAL:
        raise Refused("bad_code", "“{text}” is no short name: take 2 to 10 letters, like LOC.", text=code)
    if new and shop.local(code) is not None:
        raise Refused("code_taken", "{code} is in the list already: choose it there to change it.", code=code)
    return code


def name_of(text: str) -> str:
    """The name that was typed; Refused for none."""
    try:
        return checked_text(text, longest=LONGEST_NAME)
    except ValueError:
        raise Refused("currency_name", "Give the currency a name of at most 60 letters.") from None


def coupons_of(text: str, currency: Currency) -> tuple[int, ...]:
    """The coupons that were typed, in minor units, smallest first; Refused if they are none."""
    try:
        coupons = sorted({currency.parse(part).minor for part in text.replace(";", " ").split()})
    except ValueError:
        coupons = []
    if not coupons or coupons[0] <= 0 or len(coupons) > MOST_COUPONS:
        raise Refused("bad_coupons", "Write the coupons one after the other, like 1 2 5 10 20 50.")
    return tuple(coupons)


def worth_of(text: str, currency: Currency, shop: Shop) -> tuple[int, int]:
    """Parity and per, see LocalCurrency; Refused for what is not worth something."""
    try:
        worth = scaled(text, 4)
    except ValueError:
        worth = 0
    if worth <= 0:
        raise Refused("bad_parity", "Say what one is worth, for example 1 or 0,95.")
    parity, per = worth * shop.currency.unit, 10_000 * currency.unit
    common = gcd(parity, per)
    return parity // common, per // common


def local_of(entered: LocalEntered, shop: Shop) -> LocalCurrency:
    """The currency that was typed; Refused names the first thing that is wrong."""
    code = code_of(entered.code, shop)
    known = shop.local(code)
    currency = known.currency if known else Currency(code)
    coupons = coupons_of(entered.coupons, currency)
    parity, per = worth_of(entered.worth, currency, shop)
    return LocalCurrency(currency, name_of(entered.name), coupons, entered.change, parity, per)
