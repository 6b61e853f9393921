"""A member's goods in the shop's keeping, and how one of them moved."""

from __future__ import annotations

from collections.abc import Sequence

from ess_shop.reading import StockMove
from ess_shop.services.standing import KeptArticle, kept
from ess_shop.wording import MOVES
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.member_shown import MemberShown


class MemberGoodsPresenter(MemberShown[list[KeptArticle]]):
    """The list, and the moves of the article that was opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, kept)
        self.opened: KeptArticle | None = None
        self.moves: Sequence[StockMove] = ()
        self.moves_known: Bell[[]] = Bell()
        """Rung when the moves of the opened article are there."""

    def open(self, article: KeptArticle) -> None:
        """Ask how an article moved."""
        self.opened, books = article, self.desk.books

        def ask() -> Sequence[StockMove]:
            with books.read() as read:
                return read.stock_moves_of(article.row.article_id)

        def see(moves: Sequence[StockMove]) -> None:
            if self.opened is article:
                self.moves = moves
                self.moves_known.ring()

        self.desk.lane.run(ask, see)

    @property
    def goods(self) -> Sequence[KeptArticle]:
        """What is here or away."""
        return self.value or ()

    @property
    def sums(self) -> str:
        """All pieces and what they are worth."""
        words, goods = self.desk.words, self.goods
        if not goods:
            return words("Nothing of theirs is here.")
        pieces = sum(each.row.on_hand + each.row.away for each in goods)
        worth = goods[0].row.price * 0
        for each in goods:
            worth += each.row.price * (each.row.on_hand + each.row.away)
        counted = words.plural("{count} piece", "{count} pieces", pieces)
        return words("{pieces}, worth {worth} at their tags.", pieces=counted, worth=worth)

    def since(self, article: KeptArticle) -> str:
        """The day of the last deposit."""
        return self.desk.words.day(article.row.since) if article.row.since else ""

    def until(self, article: KeptArticle) -> str:
        """Until when it may stay; a day that has passed is marked."""
        words, until = self.desk.words, article.until
        if until is None:
            return ""
        if until < self.desk.clock().date():
            return words("{day}, over", day=until)
        return words.day(until)

    @property
    def opened_name(self) -> str:
        """What the opened article is called."""
        opened = self.opened
        return f"{opened.row.code} · {opened.row.label}" if opened else ""

    def why(self, move: StockMove) -> str:
        """Why something moved."""
        return self.desk.words(MOVES[move.reason])

    def when(self, move: StockMove) -> str:
        """When something moved."""
        from datetime import datetime

        at = datetime.fromisoformat(move.at)
        return f"{self.desk.words.day(at.date())} {at:%H:%M}"
