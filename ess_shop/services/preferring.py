"""Changing what a shop arranges to its liking."""

from __future__ import annotations

import json
from datetime import datetime

from ess_shop.domain import preferences as known
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.errors import Refused
from ess_shop.ports import Books
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order, log_event

LONGEST = 500_000
"""More characters than any preference needs, small pictures included."""


def change(books: Books, name: str, value: object, *, id: str, at: datetime, who: str = "") -> None:
    """Keep a preference (plain JSON data) and note that it was changed; the same id again does nothing.

    Refused for a name that nobody reads, and for a value that does not fit it.
    """
    _check(name, value)
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        keep_order(work, state, at)
        work.put_preferences({name: value})
        work.enter_registers(id, iso(at))
        log_event(work, OFFICE, at, "settings", name, who=who)
        work.commit()


def _check(name: str, value: object) -> None:
    kinds = (known.PRINTER, known.SCANNER, known.DISPLAY, known.LABELLED)
    of_till = any(name.removeprefix(each) not in {"", name} for each in kinds)
    free = of_till or name in {known.RECEIPT, known.SHOP_LINE}
    if name not in known.READ and not free:
        raise Refused(
            "no_setting",
            "There is no setting {setting}: choose one of {settings}.",
            setting=name,
            settings=", ".join((*known.READ, known.RECEIPT, known.SHOP_LINE)),
        )
    try:
        text = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as wrong:
        raise Refused("bad_setting", "“{value}” is no {setting}.", value="?", setting=name) from wrong
    if len(text) > LONGEST:
        raise Refused("bad_setting", "“{value}” is no {setting}.", value="…", setting=name)
    if name in known.READ:
        known.READ[name](value)
