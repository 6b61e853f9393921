"""What a paper between the shop and a member needs, read from the books: slips and contracts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ess_shop.domain.clauses import Clauses
from ess_shop.domain.members import Identity, Member, VatStatus
from ess_shop.domain.money import ZERO_RATE, Money
from ess_shop.domain.shares import Split, share_of
from ess_shop.domain.slips import SlipLine
from ess_shop.domain.terms import Terms
from ess_shop.errors import NotFound
from ess_shop.papers import ContractPaper, SlipPaper
from ess_shop.reading import Reading


def slip_paper(read: Reading, number: str, *, training: bool = False) -> SlipPaper:
    """The paper of a recorded slip; NotFound if there is none with that number."""
    recorded = read.slip(number.strip().upper())
    if recorded is None:
        raise NotFound("unknown_slip", "There is no slip {number}: check its number.", number=number)
    slip = recorded.slip
    member = read.member(slip.member_id)
    clauses = (line.agreed.clauses for line in slip.lines if line.agreed)
    return SlipPaper(
        shop=read.shop(),
        member=member,
        identity=identity_of(read, member),
        slip=slip,
        at=recorded.at,
        parts=tuple(_part(read, member, line) for line in slip.lines),
        labels=labels_of(read, clauses),
        training=training,
    )


def contract_paper(
    read: Reading, member_id: str, terms_id: str, *, day: date, training: bool = False
) -> ContractPaper:
    """The paper of one of a member's contracts; NotFound if it is not there any more."""
    member, history = read.member(member_id), read.terms(member_id)
    terms = next((each for each in history if each.id == terms_id), None)
    if terms is None:
        raise NotFound("no_such_terms", "This contract is not there any more: look at the history.")
    return ContractPaper(
        shop=read.shop(),
        member=member,
        identity=identity_of(read, member),
        terms=terms,
        until=_last_day(terms, history),
        day=day,
        labels=labels_of(read, (terms.clauses,)),
        training=training,
    )


def identity_of(read: Reading, member: Member) -> Identity:
    """Who a member is; the code alone once the identity was erased."""
    return read.identities().get(member.id) or Identity(member.id, member.code)


def labels_of(read: Reading, clauses: Iterable[Clauses]) -> dict[str, str]:
    """How the articles that contracts make exceptions for are called, by their ids."""
    ids = {each.article_id for said in set(clauses) for each in said.exemptions if each.article_id}
    found = (read.article(id) for id in sorted(ids))
    return {article.id: article.label for article in found if article is not None}


def _part(read: Reading, member: Member, line: SlipLine) -> Money | None:
    """What a sale at the price on the tag brings the member for one piece."""
    agreed = line.agreed
    if agreed is None:
        return None
    shop, article = read.shop(), read.article(line.article_id)
    liable = article is not None and member.vat_status is VatStatus.LIABLE
    split = Split(
        agreed.commission,
        agreed.base,
        net=agreed.net.minor if agreed.net else None,
        piece_fee=agreed.clauses.piece_fee,
    )
    share, _beyond = share_of(
        split,
        whole=line.price.minor,
        off=0,
        quantity=1,
        bearer=agreed.discount_bearer,
        vat=article.vat if article and liable else ZERO_RATE,
        shop=shop,
    )
    return shop.money(share)


def _last_day(terms: Terms, history: Iterable[Terms]) -> date | None:
    later = [each.valid_from for each in history if each.valid_from > terms.valid_from]
    return min(later) - timedelta(days=1) if later else None
