"""Importing members from a file: checked whole, then written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from ess_shop.domain.articles import checked_text
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.members import (
    MEMBER_CODE,
    Identity,
    Member,
    MemberKind,
    VatStatus,
    checked_iban,
    checked_siret,
    checked_vat_number,
)
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import Checker, SourceRow, SourceTable
from ess_shop.domain.terms import BEGINNING, Terms, role_for, valid_on
from ess_shop.ports import Books, Work
from ess_shop.services import cells
from ess_shop.services.enrolling import log_iban_changes, role_that_fits
from ess_shop.services.registering import put_members
from ess_shop.services.timekeeping import iso, keep_order

MEMBER_COLUMNS = ("code", "name", "kind", "vat_status", "commission_percent")


def import_members(books: Books, table: SourceTable, *, at: datetime) -> cells.ImportReport:
    """Add and update members; BadFile lists every problem and then nothing was written.

    A new member's terms hold from the beginning. Other terms for a member of whom something was sold
    begin on the day of the import; before that they replace the first ones.
    """
    check = Checker(table.name)
    check.require_columns(table, MEMBER_COLUMNS)
    with books.work() as work:
        state = work.state(OFFICE)
        known = {member.code: member for member in work.read.members()}
        identities = work.read.identities()
        lines = cells.unique_rows(check, table, MEMBER_CODE.fullmatch)
        _check_capitals(check, known, lines)
        read = [_member(check, row, work.shop, known.get(code), identities) for code, row in lines.items()]
        check.finish()
        given = [each for each in read if each is not None]
        sold = work.read.members_with_sales()
        remarks: list[cells.Remark] = []
        members: list[tuple[Member, Identity]] = []
        terms: list[Terms] = []
        added = 0
        for member, identity, own_terms in given:
            before = known.get(member.code)
            if before is None:
                added += 1
                members.append((member, identity))
                terms.append(own_terms)
                continue
            new_terms = _changed_terms(work, own_terms, member, at.date(), sold=member.id in sold)
            if new_terms is not None:
                terms.append(new_terms)
                if new_terms.valid_from != BEGINNING:
                    remarks.append(
                        (
                            "Member {member}: the new contract holds from {day}.",
                            {"member": member.code, "day": new_terms.valid_from},
                        )
                    )
            same = (
                replace(member, revision=before.revision) == before and identities.get(member.id) == identity
            )
            if not same:
                members.append((member, identity))
        if members or terms:
            put_members(work, members, terms)
            keep_order(work, state, at)
            work.enter_registers(new_id(), iso(at))
            log_iban_changes(work, identities, [identity for _member, identity in members], at)
            work.commit()
    touched = {member.id for member, _ in members} | {each.member_id for each in terms}
    return cells.ImportReport(added, len(touched) - added, len(given) - len(touched), remarks=tuple(remarks))


def _member(
    check: Checker,
    row: SourceRow,
    shop: Shop,
    known: Member | None,
    identities: Mapping[str, Identity],
) -> tuple[Member, Identity, Terms] | None:
    before = len(check.problems)
    member_id = known.id if known else new_id()
    if known and not (identities.get(member_id) or Identity(member_id, "")).name:
        check.add(row.line, "Member {member} was erased: take the line out.", member=known.code)
    name = check.cell(row, "name", checked_text, "“{value}” is no name.")
    kind = check.cell(row, "kind", MemberKind, "“{value}” is no kind of member.")
    status = check.cell(row, "vat_status", VatStatus, "“{value}” is no VAT status.")
    vat_number = check.cell(
        row, "vat_number", cells.optional(checked_vat_number), "The VAT number {value} is wrong."
    )
    siret = check.cell(row, "siret", cells.optional(checked_siret), "The SIRET {value} is wrong.")
    iban = check.cell(row, "iban", cells.optional(checked_iban), "The IBAN {value} is wrong.")
    holder = check.cell(
        row, "account_holder", cells.optional(checked_text), "“{value}” is no account holder."
    )
    email = check.cell(row, "email", cells.optional(cells.email), "“{value}” is no e-mail address.")
    commission = check.cell(row, "commission_percent", cells.share, "{value} % is no commission.")
    accepted = check.cell(row, "local_currency_percent", cells.optional_share, "{value} % is no share.")
    minimum = check.cell(row, "payout_minimum", cells.optional_amount(shop), "{value} is no minimum.")
    if (
        len(check.problems) > before
        or kind is None
        or status is None
        or commission is None
        or accepted is None
    ):
        return None
    member = replace(
        known or Member(member_id, row.cells["code"], kind, status, revision=0),
        kind=kind,
        vat_status=status,
        payout_minimum=minimum or 0,
        acceptance={local.currency.code: accepted for local in shop.locals} if accepted.millionths else {},
        revision=known.revision + 1 if known else 1,
    )
    identity = replace(
        identities.get(member_id) or Identity(member_id, ""),
        name=name or "",
        siret=siret or "",
        vat_number=vat_number or "",
        iban=iban or "",
        account_holder=holder or "",
        email=email or "",
    )
    role = role_for(status, shop_liable=shop.vat_liable)
    return member, identity, Terms(new_id(), member_id, BEGINNING, commission, role)


def _check_capitals(check: Checker, known: Iterable[str], lines: Mapping[str, SourceRow]) -> None:
    """Papers are named by codes, and not every system tells m1 from M1."""
    spelled = {code.casefold(): code for code in known}
    for code, row in lines.items():
        other = spelled.setdefault(code.casefold(), code)
        if other != code:
            check.add(
                row.line,
                "The codes {value} and {other} differ in capital letters alone: write them alike.",
                value=code,
                other=other,
            )


def _changed_terms(work: Work, given: Terms, member: Member, today: date, *, sold: bool) -> Terms | None:
    """What changes in a member's contract, beginning when it may; None if nothing does.

    In whose name the goods are sold stays as agreed: the table does not say it.
    """
    history = work.read.terms(given.member_id)
    first_day = today if sold else BEGINNING
    current = valid_on(history, today)
    if current is None:
        return given
    role = role_that_fits(current, member, work.shop)
    if (current.commission, current.role) == (given.commission, role):
        return None
    same_day = next((each for each in history if each.valid_from == first_day), None)
    return replace(
        current,
        id=same_day.id if same_day else given.id,
        valid_from=first_day,
        commission=given.commission,
        role=role,
    )
