"""What the books say of a member's contract, as the page and its form need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ess_shop.domain.articles import Article
from ess_shop.domain.contract_written import Written, written_of
from ess_shop.domain.members import Member
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms
from ess_shop.errors import NotFound
from ess_shop.reading import Reading
from ess_shop.services import contracting


@dataclass(frozen=True, slots=True)
class Found:
    """What the books say of a member's contract."""

    member: Member
    name: str
    shop: Shop
    history: Sequence[Terms]
    usual: Written
    settled: Month | None
    articles: Mapping[str, Article] = field(default_factory=dict)
    """The member's articles that are here, and those that a contract names, by their codes."""

    @property
    def labels(self) -> dict[str, str]:
        """What articles are called, by their ids."""
        return {article.id: article.label for article in self.articles.values()}

    @property
    def codes(self) -> dict[str, str]:
        """Codes by articles' ids."""
        return {article.id: article.code for article in self.articles.values()}

    def written(self, terms: Terms) -> Written:
        """Terms as they are written into the form."""
        return written_of(terms, self.shop, self.codes)


def found_in(read: Reading, member_id: str) -> Found:
    """What the books say of a member's contract; NotFound if there is no such member."""
    member = next((each for each in read.members() if each.id == member_id), None)
    if member is None:
        raise NotFound("unknown_member", "There is no such member.")
    history = read.terms(member_id)
    named = [each.article_id for terms in history for each in terms.clauses.exemptions if each.article_id]
    here = [row.article_id for row in read.goods_of(member_id)]
    articles = (read.article(id) for id in dict.fromkeys((*named, *here)))
    identity = read.identities().get(member_id)
    return Found(
        member=member,
        name=identity.name if identity and identity.name else member.code,
        shop=read.shop(),
        history=history,
        usual=contracting.usual_terms(read),
        settled=read.last_settled(),
        articles={article.code: article for article in articles if article is not None},
    )
