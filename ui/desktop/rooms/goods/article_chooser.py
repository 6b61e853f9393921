"""Which article: a field that finds as one types or scans, and then the one that was chosen."""

from __future__ import annotations

from ess_shop.domain.searching import SearchRow
from ess_shop.domain.shop import Shop
from ui.desktop.presenters.choosing_article import ChoosingArticle, ChosenArticle
from ui.desktop.rooms.goods.chooser import Chooser
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.scroll import bring_into_sight


class ArticleChooser(Chooser):
    """A barcode or a code names an article at once; letters offer some."""

    def __init__(self, presenter: ChoosingArticle, shop: Shop, *, title: str, change: str = "F7") -> None:
        self.presenter = presenter
        words = self.words = presenter.desk.words

        def price(found: SearchRow) -> str:
            return words.money(shop.money(found.price))

        super().__init__(
            presenter,
            EntryField(title, words("Scan, or type a label or code")),
            title=title,
            name=words("Articles that may be meant"),
            columns=[
                (words("Article"), lambda found: found.label, False),
                (words("Member"), lambda found: found.member_name or found.member_code, False),
                (words("Price"), price, True),
            ],
            another=words("Choose another article"),
            change=change,
        )

    def _enter(self, text: str) -> None:
        self.presenter.desk.notices.pass_on()
        if text.strip():
            self.presenter.enter(text)

    def _take(self, offered: SearchRow) -> None:
        self.presenter.take(offered)

    def _say(self, chosen: ChosenArticle) -> None:
        article = chosen.article
        said = self.words(
            "{code}, {member}, {price}", code=article.code, member=chosen.member, price=article.price
        )
        self._called.setText(article.label)
        self._more.setText(said)

    def refresh(self) -> None:
        """What is offered stands in sight, above the keyboard too."""
        super().refresh()
        if self.presenter.chosen is None and self.presenter.offered:
            bring_into_sight(self.table, self.entry)

    def _height(self) -> int:
        return sum(max(self.table.rowHeight(place), 44) for place in range(len(self.presenter.offered)))
