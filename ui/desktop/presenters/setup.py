"""The first start ever: a few questions, one page each; nothing is made before the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ess_shop.domain.people import Person, Role
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings
from ess_shop.domain.shop import FIRST_TILL, Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.services.founding import changed, checked_till, founded
from ess_shop.services.registering import check_name
from ess_shop.services.signing_in import checked_pin
from ui.desktop.presenters.bell import Bell

WELCOME, SHOP, MONEY, MANAGER, TILL, SUMMARY = "welcome", "shop", "money", "manager", "till", "summary"
PAGES = (WELCOME, SHOP, MONEY, MANAGER, TILL, SUMMARY)
IDENTITY = ("street", "postcode", "town", "siret")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far; `pin` is as typed, never kept anywhere but here."""

    name: str = ""
    identity: dict[str, str] = field(default_factory=dict)
    vat_liable: bool = True
    currency: str = "EUR"
    local_code: str = ""
    local_name: str = ""
    manager: str = ""
    pin: str = ""
    pin_again: str = ""
    till: str = FIRST_TILL
    printer: str = ""

    @property
    def shop(self) -> Shop:
        """The shop of these answers; Refused names the first that is wrong."""
        codes = (self.local_code.strip().upper(),) if self.local_code.strip() else ()
        shop = founded(
            name=self.name,
            currency=self.currency,
            vat_liable=self.vat_liable,
            local_currencies=codes,
            **self.identity,
        )
        if codes and self.local_name.strip():
            shop = replace(shop, locals=(replace(shop.locals[0], name=self.local_name.strip()),))
        return shop

    @property
    def printer_settings(self) -> PrinterSettings:
        """A network printer at the address, or none."""
        if not self.printer.strip():
            return PrinterSettings()
        return PrinterSettings(PrinterKind.NETWORK, self.printer.strip())


class SetupPresenter:
    """Goes from page to page; `create` is called once, with answers that fit."""

    def __init__(self, create: Callable[[Answers], object], demo: Callable[[], object] | None) -> None:
        self._create, self.demo = create, demo
        self.answers = Answers()
        self.page = WELCOME
        self.wrong: dict[str, ShopError] = {}
        self.filled: float | None = None
        """How much of the demo shop is filled, from 0 to 1; None while the set-up goes on."""
        self.trouble: ShopError | None = None
        """Why there is no shop, or no demo shop."""
        self.changed: Bell[[]] = Bell()

    def answer(self, **given: object) -> None:
        """Something was typed or chosen."""
        self.answers = replace(self.answers, **given)  # type: ignore[arg-type]
        self.wrong = {name: error for name, error in self.wrong.items() if name not in given}

    def identify(self, name: str, value: str) -> None:
        """A part of the shop's identity was typed."""
        self.answers = replace(self.answers, identity={**self.answers.identity, name: value.strip()})
        self.wrong.pop(name, None)

    def next(self) -> None:
        """On, if this page's answers fit; else what is wrong is said beside it."""
        self.wrong = self._check()
        if not self.wrong:
            if self.page == SUMMARY:
                self._make()
                return
            self.page = PAGES[PAGES.index(self.page) + 1]
        self.changed.ring()

    def _make(self) -> None:
        try:
            self._create(self.answers)
        except ShopError as trouble:
            self.trouble = trouble
            self.changed.ring()

    def back(self) -> None:
        """The page before; nothing typed is lost."""
        self.page = PAGES[max(PAGES.index(self.page) - 1, 0)]
        self.wrong, self.trouble = {}, None
        self.changed.ring()

    def filling(self, done: int, total: int) -> None:
        """The demo shop is being filled."""
        self.filled, self.trouble = done / max(total, 1), None
        self.changed.ring()

    def not_filled(self, trouble: ShopError) -> None:
        """There will be no demo shop; the set-up goes on where it was."""
        self.filled, self.trouble = None, trouble
        self.changed.ring()

    def _check(self) -> dict[str, ShopError]:
        answers, wrong = self.answers, {}
        shop = Shop(name="")

        def attempt(name: str, check: Callable[[], object]) -> None:
            try:
                check()
            except ShopError as error:
                wrong[name] = error

        if self.page == SHOP:
            attempt("name", lambda: changed(shop, "name", answers.name))
            for name in IDENTITY:
                value = answers.identity.get(name, "")
                attempt(name, lambda name=name, value=value: changed(shop, name, value))  # type: ignore[misc]
        elif self.page == MONEY:
            attempt("local_code", lambda: replace(answers, name="x", identity={}).shop)
        elif self.page == MANAGER:
            attempt("manager", lambda: check_name(answers.manager))
            attempt("pin", lambda: checked_pin(answers.pin))
            attempt("pin_again", self._check_again)
        elif self.page == TILL:
            attempt("till", lambda: checked_till(answers.till))
        return wrong

    def _check_again(self) -> None:
        if self.answers.pin != self.answers.pin_again:
            raise Refused("pin_differs", "The two PINs are not the same: type them again.")


def first_manager(answers: Answers, id: str, pin_hash: str) -> Person:
    """The first person of the shop."""
    return Person(id, answers.manager.strip(), Role.MANAGER, pin_hash)
