"""Registering a member, and changing one: identity, settings, and the contract that follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ess_shop.domain.contract_reader import ContractReader
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.members import IBAN_CHANGED, Identity, Member, PayoutMeans
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import SoldBy, Terms, VatRole, role_for, sold_by, valid_on
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading
from ess_shop.services.cells import Remark
from ess_shop.services.contracting import finder, usual_terms
from ess_shop.services.months import recorded_before
from ess_shop.services.registering import put_members
from ess_shop.services.timekeeping import iso, keep_order, log_event


def enrol(books: Books, member: Member, identity: Identity, *, id: str, at: datetime) -> Sequence[Remark]:
    """Register a new member, with the shop's usual terms from today on; the same id again does nothing.

    Returns what whoever registers should know.
    """
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return _remarks(member, identity)
        _check_code(work.read, member)
        terms = first_terms(work.read, member, at.date())
        keep_order(work, state, at)
        put_members(work, [(member, identity)], [terms])
        work.enter_registers(id, iso(at))
        work.commit()
    return _remarks(member, identity)


def change(books: Books, member: Member, identity: Identity, *, id: str, at: datetime) -> Sequence[Remark]:
    """Change a member; their code stays. A contract whose VAT role no longer fits is followed by another.

    Refused if somebody else changed the member meanwhile, and for a member that was erased.
    """
    with books.work() as work:
        state, read = work.state(OFFICE), work.read
        before = read.member_file(member.id)
        if recorded_before(work, id, Kind.REGISTER):
            return ()
        if not before.identity.name:
            raise Refused(
                "member_erased", "Member {code} was erased: register a new one.", code=before.member.code
            )
        if before.member.code != member.code:
            raise Refused("code_fixed", "The code stays {code}: papers bear it.", code=before.member.code)
        if before.member.revision + 1 != member.revision:
            raise Refused(
                "changed_meanwhile", "{code} was changed meanwhile: look again, then save.", code=member.code
            )
        terms = _fitting_terms(read.terms(member.id), member, read.shop(), at.date())
        keep_order(work, state, at)
        put_members(work, [(member, identity)], terms)
        work.enter_registers(id, iso(at))
        changed = log_iban_changes(work, {member.id: before.identity}, [identity], at)
        work.commit()
    return _remarks(member, identity, iban_changed=changed, contract=bool(terms))


def log_iban_changes(
    work: Work, before: Mapping[str, Identity], after: Sequence[Identity], at: datetime
) -> bool:
    """Log each known member whose bank account is another one now: the settlement has it confirmed.

    The log names the member by id alone, so that it stays when the identity is erased. Returns whether any.
    """
    changed = [
        each.member_id
        for each in after
        if each.member_id in before and before[each.member_id].iban != each.iban
    ]
    for member_id in changed:
        log_event(work, OFFICE, at, IBAN_CHANGED, member_id)
    return bool(changed)


def first_terms(read: Reading, member: Member, day: date) -> Terms:
    """The contract a new member begins with: the shop's usual terms."""
    reader = ContractReader(read.shop(), finder(read))
    terms = reader.read(
        usual_terms(read), id=new_id(), member_id=member.id, valid_from=day, vat_status=member.vat_status
    )
    if terms is None:
        raise next(iter(reader.wrong.values()))
    return terms


def _fitting_terms(history: Sequence[Terms], member: Member, shop: Shop, today: date) -> list[Terms]:
    """The contract in force and those to come, from today on with the role that the VAT status asks for;
    in whose name the goods are sold stays as agreed.
    """
    now = valid_on(history, today)
    fitting = []
    for each in history:
        if each.valid_from <= today and each != now:
            continue
        role = role_that_fits(each, member, shop)
        if role is each.role:
            continue
        begins = each if each.valid_from >= today else replace(each, id=new_id(), valid_from=today)
        fitting.append(replace(begins, role=role))
    return fitting


def role_that_fits(terms: Terms, member: Member, shop: Shop) -> VatRole:
    """The role of terms that go on: only a shop that charges VAT sells in its own name."""
    sold = sold_by(terms.role) if shop.vat_liable else SoldBy.MEMBER
    return role_for(member.vat_status, shop_liable=shop.vat_liable, sold=sold)


def _check_code(read: Reading, member: Member) -> None:
    wanted = member.code.casefold()
    if any(row.code.casefold() == wanted for row in read.directory()):
        raise Refused("code_taken", "The code {code} is taken: choose another.", code=member.code)


def _remarks(
    member: Member, identity: Identity, *, iban_changed: bool = False, contract: bool = False
) -> Sequence[Remark]:
    said: list[Remark] = []
    if iban_changed:
        sentence = "The bank account of {name} has changed: it is confirmed at the next settlement."
        said.append((sentence, {"name": identity.name}))
    if member.payout_means is PayoutMeans.TRANSFER and not identity.iban:
        said.append(("{name} has no IBAN yet: nothing can be transferred.", {"name": identity.name}))
    if contract:
        said.append(("With the new VAT status a new contract begins today.", {}))
    return said
