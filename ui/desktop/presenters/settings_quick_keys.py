"""Arranging the quick keys: pages, the articles on them, their order, names and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ess_shop.domain.articles import Article, checked_text
from ess_shop.domain.preferences import (
    MOST_KEYS,
    MOST_PAGES,
    QUICK_KEYS,
    QuickKey,
    QuickPage,
    plain_pages,
    quick_pages,
)
from ess_shop.domain.searching import SearchIndex, SearchRow
from ess_shop.errors import NotFound, Refused
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.quick_keys import KeyRow
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.settings_keeping import Kept

Pages = tuple[QuickPage, ...]
FOUND = 6
LONGEST_NAME = 40
MOST_PICTURES = 400_000
"""Signs of pictures from files, of all keys together; some sixty photos."""


class QuickKeysSettings(Kept[Pages]):
    """A draft of the pages that is kept when someone says so."""

    def __init__(self, desk: Desk, press: Press, index: Callable[[], SearchIndex | None]) -> None:
        super().__init__(desk, QUICK_KEYS, quick_pages, plain_pages)
        self._press, self._index = press, index
        self._own: SearchIndex | None = None
        self.articles: Mapping[str, Article] = {}
        self.found: Sequence[SearchRow] = ()
        self.at = 0
        """The page that is open."""
        self.key = -1
        """The key that is chosen, -1 for none."""

    @property
    def page(self) -> QuickPage | None:
        """The open page."""
        return self.value[self.at] if self.at < len(self.value) else None

    def load(self) -> None:
        """Ask the books for the pages, and for what their articles are called."""
        books, known = self.desk.books, self._index()

        def ask() -> tuple[Pages, dict[str, Article], SearchIndex]:
            with books.read() as read:
                pages = quick_pages(read.preference(QUICK_KEYS))
                ids = {key.article_id for page in pages for key in page.keys}
                articles = [read.article(id) for id in ids]
                index = known if known is not None else SearchIndex.build(read.search_rows())
            return pages, {article.id: article for article in articles if article}, index

        def see(found: tuple[Pages, dict[str, Article], SearchIndex]) -> None:
            pages, self.articles, self._own = found
            self.at, self.key = min(self.at, max(len(pages) - 1, 0)), -1
            self.keep(pages)

        self.desk.lane.run(ask, see)

    @property
    def chosen(self) -> QuickKey | None:
        """The chosen key."""
        keys = self.page.keys if self.page else ()
        return keys[self.key] if 0 <= self.key < len(keys) else None

    def shown(self, key: QuickKey) -> KeyRow:
        """A key as the sale will show it."""
        article = self.articles.get(key.article_id)
        return KeyRow(
            key.article_id,
            key.label or (article.label if article else "?"),
            self.desk.words.money(article.price) if article else "",
            key.picture or (article.picture if article else ""),
            key.colour,
        )

    # Pages

    def open(self, at: int) -> None:
        """Open a page."""
        self.at, self.key = at, -1
        self.changed.ring()

    def add_page(self, name: str) -> None:
        """A new page at the end; Refused without a name."""
        page = QuickPage(self._named(name))
        if len(self.value) >= MOST_PAGES:
            raise Refused("pages_full", "There is no room for another page: remove one first.")
        self.at, self.key = len(self.value), -1
        self.show((*self.value, page))

    def rename_page(self, name: str) -> None:
        """Another name for the open page; Refused for none."""
        self._put(replace(self._open(), name=self._named(name)))

    def move_page(self, step: int) -> None:
        """The open page further to the right, or (negative) to the left."""
        pages, there = list(self.value), self.at + step
        if self.page is not None and 0 <= there < len(pages):
            pages.insert(there, pages.pop(self.at))
            self.at = there
            self.show(tuple(pages))

    def remove_page(self) -> None:
        """Take the open page out, if one is open."""
        if self.page is None:
            return
        pages = tuple(page for place, page in enumerate(self.value) if place != self.at)
        self.at, self.key = max(self.at - 1, 0), -1
        self.show(pages)

    def _named(self, name: str) -> str:
        try:
            return checked_text(name, longest=LONGEST_NAME)
        except ValueError:
            raise Refused("page_name", "Give the page a name of at most 40 letters.") from None

    # Keys

    def find(self, text: str) -> None:
        """Articles for a new key."""
        index = self._index() or self._own
        self.found = index.find(text, limit=FOUND) if index is not None and text.strip() else ()
        self.changed.ring()

    def add(self, article_id: str) -> None:
        """An article on the open page; Refused if it is there, and if the page is full."""
        page, books = self._open(), self.desk.books
        if len(page.keys) >= MOST_KEYS:
            raise Refused("page_full", "The page is full: make a new one.")
        there = [key.article_id for key in page.keys]
        if article_id in there:
            self.choose(there.index(article_id))
            label = self.shown(page.keys[self.key]).label
            raise Refused("key_there", "“{label}” is on this page already.", label=label)

        def ask() -> Article | None:
            with books.read() as read:
                return read.article(article_id)

        self.desk.lane.run(ask, self._add)

    def scanned(self, code: str) -> None:
        """The article of a code, onto the open page."""
        self._open()
        books = self.desk.books

        def ask() -> Article:
            with books.read() as read:
                article = read.article_by_barcode(code)
            if article is None:
                raise NotFound("unknown_barcode", "Nothing has the barcode {code}.", code=code)
            return article

        def found(article: Article) -> None:
            try:
                self.add(article.id)
            except Refused as wrong:
                self.desk.tell(wrong)

        self.desk.lane.run(ask, found)

    def _add(self, article: Article | None) -> None:
        page = self.page
        if article is not None and page is not None:
            self.articles = {**self.articles, article.id: article}
            self.key, self.found = len(page.keys), ()
            self._put(replace(page, keys=(*page.keys, QuickKey(article.id))))

    def choose(self, key: int) -> None:
        """Work on a key."""
        self.key = key
        self.changed.ring()

    def move(self, step: int) -> None:
        """The chosen key a place further or back."""
        keys, there = list(self.page.keys) if self.page else [], self.key + step
        if 0 <= self.key < len(keys) and 0 <= there < len(keys):
            keys.insert(there, keys.pop(self.key))
            self.key = there
            self._put(replace(self._open(), keys=tuple(keys)))

    def remove(self) -> None:
        """Take the chosen key out."""
        page = self.page
        if page is not None and self.chosen is not None:
            gone, self.key = self.key, -1
            self._put(replace(page, keys=tuple(key for at, key in enumerate(page.keys) if at != gone)))

    def name_key(self, text: str) -> None:
        """A name of its own for the chosen key; "" for the article's."""
        self._change(label=text.strip()[:LONGEST_NAME])

    def paint(self, picture: str) -> None:
        """A picture of its own for the chosen key; "" for the article's."""
        self._change(picture=picture)

    def paint_from(self, path: Path) -> None:
        """A picture from a file; the books keep a copy, so that its file may go."""
        self.desk.lane.run(lambda: self._press.tile(path), self.paint)

    def _change(self, **changes: str) -> None:
        key = self.chosen
        if key is not None:
            page = self._open()
            keys = list(page.keys)
            keys[self.key] = QuickKey(**{**key.to_plain(), **changes})
            self._put(replace(page, keys=tuple(keys)))

    def save(self, value: Pages) -> None:
        """Keep the pages; Refused if their pictures from files are too many."""
        if sum(len(key.picture) for page in value for key in page.keys) > MOST_PICTURES:
            raise Refused(
                "pictures_full", "There are too many pictures from files: take drawn ones for some keys."
            )
        super().save(value)

    def _open(self) -> QuickPage:
        if self.page is None:
            raise Refused("no_page", "Make a page first: give it a name and press “New page”.")
        return self.page

    def _put(self, page: QuickPage) -> None:
        self.show(tuple(page if place == self.at else each for place, each in enumerate(self.value)))
