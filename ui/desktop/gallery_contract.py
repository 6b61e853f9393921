"""The gallery's scenes of a contract: its form group by group, what is refused, one that is coming."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from ess_shop.domain.clauses import After
from ess_shop.domain.contract_written import Written
from ui.desktop.rooms.members.contract_clauses import DISCOUNTS, FEES, MARKDOWN, TIME
from ui.desktop.rooms.members.contract_page import ContractPage

Scene = tuple[str, Callable[[], object]]

WRITTEN = Written(
    commission="35",
    exceptions=(("Livres", "20"),),
    tiers=(("50", "25"),),
    monthly_fee="10",
    days="90",
    grace="14",
    after=str(After.DONATE),
    markdown=(("30", "10", ""), ("60", "20", ""), ("75", "50", "")),
    floor="40",
    ceiling="15",
)
"""A contract that uses most clauses."""


def scenes(page: ContractPage) -> Iterator[Scene]:
    """The form from group to group, then what it made; the page shows a member's contract."""
    yield "contract-share", partial(_fill, page)
    for group in (FEES, TIME, MARKDOWN, DISCOUNTS):
        yield f"contract-{group}", partial(page.form.turn, group)
    yield "contract-wrong", partial(_wrong, page)
    yield "contract-past", partial(_past, page)
    yield "contract-coming", partial(_keep, page)
    page.desk.notices.withdraw("contract")


def _fill(page: ContractPage) -> None:
    page.presenter.begin()
    page.form.fill(WRITTEN, page.form.day.value)


def _wrong(page: ContractPage) -> None:
    page.form.fill(replace(WRITTEN, markdown=(*WRITTEN.markdown, ("30", "5", ""))), "31/02")
    page.keep_it()


def _past(page: ContractPage) -> None:
    page.form.fill(WRITTEN, f"{page.presenter.today - timedelta(days=40):%d/%m/%Y}")


def _keep(page: ContractPage) -> None:
    page.form.fill(WRITTEN, f"{page.presenter.today + timedelta(days=20):%d/%m/%Y}")
    page.keep_it()
