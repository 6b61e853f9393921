"""Practice books: the registers of the real ones, and a journal of their own that counts for nothing."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.members import Identity
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.services.timekeeping import iso


def copy_registers(source: Books, target: Books, *, id: str, at: datetime) -> None:
    """Bring fresh or older practice books up to date with the real registers.

    Bank details and how to reach people stay behind; what was set while practising is forgotten. Refused if
    the books count in another currency.
    """
    with source.read() as read:
        shop, known, members = read.shop(), read.identities(), read.members()
        terms = [each for member in members for each in read.terms(member.id)]
        articles, people, preferences = read.articles(), read.people(), read.preferences()
    with target.work() as work:
        if work.shop.currency != shop.currency:
            raise Refused("currency_fixed", "The books were begun in {code}.", code=work.shop.currency.code)
        work.put_shop(replace(shop, iban="", bic=""))
        work.put_members(
            [(member, _public(known.get(member.id), member.code, member.id)) for member in members]
        )
        _forget_terms(work, {each.id for each in terms})
        work.put_terms(terms)
        work.put_articles(articles)
        known_people = {person.id for person in people}
        gone = [each for each in work.read.people() if each.id not in known_people]
        work.put_people([*people, *(replace(each, active=False) for each in gone)])
        work.put_preferences({**dict.fromkeys(work.read.preferences()), **preferences})
        work.enter_registers(id, iso(at))
        work.commit()


def _forget_terms(work: Work, kept: Set[str]) -> None:
    """Contracts that were taken back, or agreed on while practising, leave their day free."""
    for member in work.read.members():
        for terms in work.read.terms(member.id):
            if terms.id not in kept:
                work.drop_terms(terms)


def _public(identity: Identity | None, code: str, member_id: str) -> Identity:
    """What a receipt shows of a member: nothing that pays or reaches them."""
    if identity is None:
        return Identity(member_id, code)
    return replace(identity, iban="", account_holder="", email="", phone="", contact="")
