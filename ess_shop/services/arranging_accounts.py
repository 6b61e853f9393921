"""What the accountant decides, kept in one act: numbers of accounts, codes of journals, the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.accounting_settings import (
    ACCOUNTING,
    AccountingSettings,
    accounting_settings,
    checked_number,
    plain_accounting,
)
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.shop import ACCOUNT_NUMBERS
from ess_shop.ports import Books
from ess_shop.services.timekeeping import iso, keep_order, log_event


def arrange_accounts(
    books: Books,
    numbers: Mapping[str, str],
    settings: AccountingSettings,
    *,
    id: str,
    at: datetime,
    who: str = "",
) -> None:
    """Keep the numbers of the accounts (the usual one where none is given) and the rest, which is logged.

    What is written already keeps its account; its number in files is the one of today. Refused for a number
    that is none. The same id again does nothing, and neither does what is kept already.
    """
    chosen = {
        name: checked_number(name, numbers.get(name) or usual) for name, usual in ACCOUNT_NUMBERS.items()
    }
    with books.work() as work:
        state = work.state(OFFICE)
        if work.find(id) is not None:
            return
        shop, before = work.shop, accounting_settings(work.read.preference(ACCOUNTING))
        differing = sorted(name for name in chosen if chosen[name] != shop.accounts.get(name))
        if not differing and before == settings:
            return
        keep_order(work, state, at)
        if differing:
            work.put_shop(replace(shop, accounts={**shop.accounts, **chosen}))
        work.put_preferences({ACCOUNTING: plain_accounting(settings)})
        work.enter_registers(id, iso(at))
        log_event(work, OFFICE, at, "settings", " ".join((ACCOUNTING, *differing)), who=who)
        work.commit()
