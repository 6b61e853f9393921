"""Practice books: the registers of the real ones, and a journal of their own that counts for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ess_shop.ports import Books
from ess_shop.services.timekeeping import iso


def copy_registers(source: Books, target: Books, *, id: str, at: datetime) -> None:
    """Bring fresh or older practice books up to date with the real registers; bank details stay behind."""
    with source.read() as read, target.work() as work:
        identities = read.identities()
        work.put_shop(replace(read.shop(), iban="", bic=""))
        work.put_members(
            [
                (member, replace(identities[member.id], iban="", account_holder="", phone="", email=""))
                for member in read.members()
            ]
        )
        work.put_terms([terms for member in read.members() for terms in read.terms(member.id)])
        work.put_articles(read.articles())
        work.put_people(read.people())
        work.put_preferences(read.preferences())
        work.enter_registers(id, iso(at))
        work.commit()
