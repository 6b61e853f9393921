"""Numbers of accounts, codes of journals and the platform, as the accountant's wishes are typed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ess_shop.domain.accounting import Book
from ess_shop.domain.accounting_settings import (
    ACCOUNTING,
    IN_LOCAL_TOO,
    JOURNAL_CODES,
    RESULT_NUMBERS,
    AccountingSettings,
    accounting_settings,
    checked_code,
    checked_number,
)
from ess_shop.domain.accounting_words import account_name, book_name
from ess_shop.domain.articles import checked_text
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop
from ess_shop.errors import Refused
from ess_shop.services.arranging_accounts import arrange_accounts
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import say_saved
from ui.desktop.presenters.settings_shop import SHOP

PLATFORM, PLATFORM_NAME = "platform", "platform_name"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: its name, what is asked, what stands in it, and what holds while it is empty."""

    name: str
    title: str
    value: str
    usual: str = ""


class AccountingPresenter:
    """Every field as the books have it, and the fields that are wrong, if any."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shop: Shop | None = None
        self.settings = AccountingSettings()
        self.wrong: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()
        """Rung when the books say something else."""
        self.judged: Bell[[]] = Bell()
        """Rung when what is wrong changed."""

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> tuple[Shop, AccountingSettings]:
            with books.read() as read:
                return read.shop(), accounting_settings(read.preference(ACCOUNTING))

        self.desk.lane.run(ask, lambda found: self._show(*found))

    def _show(self, shop: Shop, settings: AccountingSettings) -> None:
        self.shop, self.settings, self.wrong = shop, settings, {}
        self.changed.ring()

    # What is asked

    @property
    def journals(self) -> list[Asked]:
        """The codes of the journals."""
        return [
            Asked(f"journal_{book}", book_name(book, self.desk.words), self.settings.code(book))
            for book in Book
        ]

    @property
    def accounts(self) -> list[Asked]:
        """The numbers of the accounts, by number, then those of the results."""
        shop, words = self._loaded(), self.desk.words
        numbers = {name: shop.accounts.get(name, usual) for name, usual in ACCOUNT_NUMBERS.items()}
        names = [*sorted(numbers, key=lambda name: numbers[name]), *RESULT_NUMBERS]
        numbers |= self.settings.results
        return [Asked(f"account_{name}", account_name(name, "", words), numbers[name]) for name in names]

    @property
    def locals(self) -> list[Asked]:
        """The numbers of what stands in local currency: those of the books unless others are chosen."""
        shop, words, chosen = self._loaded(), self.desk.words, self.settings.local_numbers
        plain = AccountingSettings(results=self.settings.results)
        return [
            Asked(
                f"account_{account}.{local.currency.code}",
                account_name(account, local.currency.code, words),
                chosen.get(f"{account}.{local.currency.code}", ""),
                plain.number(account, local.currency, shop),
            )
            for local in shop.locals
            for account in IN_LOCAL_TOO
        ]

    @property
    def platform(self) -> list[Asked]:
        """Who passes the e-reporting on."""
        words = self.desk.words
        return [
            Asked(PLATFORM, words("Its number"), self.settings.platform),
            Asked(PLATFORM_NAME, words("Its name"), self.settings.platform_name),
        ]

    # Keeping

    def save_entered(self, values: Mapping[str, str]) -> None:
        """Keep every field, or none if one of them is wrong; `wrong` says which and why."""
        desk = self.desk
        desk.require(Right.SETTINGS)
        self._loaded()
        reading = _Reading(values)
        numbers = reading.numbers(ACCOUNT_NUMBERS)
        settings = reading.settings(self.settings)
        self.wrong = {name: desk.words.error(trouble) for name, trouble in reading.wrong.items()}
        self.judged.ring()
        if settings is None or self.wrong:
            return
        id, at, who, books = new_id(), desk.clock(), desk.who, desk.books

        def kept(_none: None) -> None:
            desk.settings_changed.ring(SHOP)
            say_saved(desk)
            self.load()

        desk.lane.run(
            lambda: arrange_accounts(books, numbers, settings, id=id, at=at, who=who),
            kept,
        )

    def _loaded(self) -> Shop:
        if self.shop is None:
            raise Refused("not_ready", "The settings are still being read: try again.")
        return self.shop


class _Reading:
    """Reads fields one by one, and remembers which are wrong."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.wrong: dict[str, Refused] = {}

    def numbers(self, usual: Mapping[str, str]) -> dict[str, str]:
        """Numbers by account; an empty field is the usual one."""
        return {name: self._number(name) or number for name, number in usual.items()}

    def _number(self, name: str) -> str:
        return self._read(f"account_{name}", partial(checked_number, name))

    def _read(self, field: str, check: Callable[[str], str]) -> str:
        text = self._values.get(field, "").strip().upper()
        if not text:
            return ""
        try:
            return check(text)
        except Refused as trouble:
            self.wrong[field] = trouble
            return ""

    def settings(self, before: AccountingSettings) -> AccountingSettings | None:
        """Everything but the numbers of the accounts; None where fields do not fit together."""
        values = self._values
        journals = {
            name: self._read(f"journal_{name}", partial(checked_code, name)) or usual
            for name, usual in JOURNAL_CODES.items()
        }
        for name, code in journals.items():
            if list(journals.values()).count(code) > 1:
                sentence = "Two journals cannot both be called {code}."
                self.wrong[f"journal_{name}"] = Refused(f"journal_{name}", sentence, code=code)
        local_names = [name.removeprefix("account_") for name in values if "." in name]
        chosen = {name: self._number(name) for name in local_names}
        kept = {name: number for name, number in before.local_numbers.items() if name not in chosen}
        try:
            return AccountingSettings(
                journals,
                self.numbers(RESULT_NUMBERS),
                kept | {name: number for name, number in chosen.items() if number},
                values.get(PLATFORM, "").strip().upper(),
                self._name(values.get(PLATFORM_NAME, "")),
            )
        except Refused as trouble:
            self.wrong.setdefault(trouble.code, trouble)
            return None

    def _name(self, text: str) -> str:
        if not text.strip():
            return ""
        try:
            return checked_text(text)
        except ValueError:
            self.wrong[PLATFORM_NAME] = Refused(
                PLATFORM_NAME, "“{value}” cannot be right: check it sign by sign.", value=text
            )
            return ""
