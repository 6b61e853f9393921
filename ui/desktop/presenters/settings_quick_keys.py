"""Arranging the quick keys: pages, the articles on them, their order, names and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import ui.pictures
from ess_shop.domain.preferences import QUICK_KEYS, QuickKey, QuickPage, plain_pages, quick_pages
from ess_shop.domain.searching import SearchIndex, SearchRow
from ess_shop.errors import Refused
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import Kept

Pages = tuple[QuickPage, ...]
FOUND = 8


class QuickKeysSettings(Kept[Pages]):
    """A draft of the pages that is kept when someone says so."""

    def __init__(self, desk: Desk, index: Callable[[], SearchIndex | None]) -> None:
        super().__init__(desk, QUICK_KEYS, quick_pages, plain_pages)
        self._index = index
        self._own: SearchIndex | None = None
        self.labels: Mapping[str, str] = {}
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

        def ask() -> tuple[Pages, dict[str, str], SearchIndex]:
            with books.read() as read:
                pages = quick_pages(read.preference(QUICK_KEYS))
                ids = {key.article_id for page in pages for key in page.keys}
                articles = [read.article(id) for id in ids]
                index = known if known is not None else SearchIndex.build(read.search_rows())
            return pages, {article.id: article.label for article in articles if article}, index

        def see(found: tuple[Pages, dict[str, str], SearchIndex]) -> None:
            pages, self.labels, self._own = found
            self.at, self.key = min(self.at, max(len(pages) - 1, 0)), -1
            self.show(pages)

        self.desk.lane.run(ask, see)

    def label(self, key: QuickKey) -> str:
        """What a key is called."""
        return key.label or self.labels.get(key.article_id, "?")

    # Pages

    def open(self, at: int) -> None:
        """Open a page."""
        self.at, self.key = at, -1
        self.changed.ring()

    def add_page(self, name: str) -> None:
        """A new page at the end; Refused without a name."""
        page = QuickPage(self._named(name))
        self.at, self.key = len(self.value), -1
        self.show((*self.value, page))

    def rename_page(self, name: str) -> None:
        """Another name for the open page."""
        self._put(replace(self._open(), name=self._named(name)))

    def remove_page(self) -> None:
        """Take the open page out."""
        self._open()
        pages = tuple(page for place, page in enumerate(self.value) if place != self.at)
        self.at, self.key = max(self.at - 1, 0), -1
        self.show(pages)

    def _named(self, name: str) -> str:
        if not name.strip():
            raise Refused("page_name", "Give the page a name.")
        return name.strip()

    # Keys

    def find(self, text: str) -> None:
        """Articles for a new key."""
        index = self._index() or self._own
        self.found = index.find(text, limit=FOUND) if index is not None and text.strip() else ()
        self.changed.ring()

    def add(self, row: SearchRow) -> None:
        """An article on the open page; Refused if it is there."""
        page = self._open()
        if any(key.article_id == row.article_id for key in page.keys):
            raise Refused("key_there", "“{label}” is on this page already.", label=row.label)
        self.labels = {**self.labels, row.article_id: row.label}
        self.key = len(page.keys)
        self._put(replace(page, keys=(*page.keys, QuickKey(row.article_id))))

    def choose(self, key: int) -> None:
        """Work on a key."""
        self.key = key
        self.changed.ring()

    def move(self, step: int) -> None:
        """The chosen key a place further or back."""
        keys = list(self._open().keys)
        there = self.key + step
        if 0 <= self.key < len(keys) and 0 <= there < len(keys):
            keys.insert(there, keys.pop(self.key))
            self.key = there
            self._put(replace(self._open(), keys=tuple(keys)))

    def remove(self) -> None:
        """Take the chosen key out."""
        keys = self._open().keys
        gone, self.key = self.key, -1
        self._put(replace(self._open(), keys=tuple(key for at, key in enumerate(keys) if at != gone)))

    def change(self, *, label: str | None = None, picture: str | None = None) -> None:
        """Another name or picture ("": the article's own) for the chosen key."""
        keys = list(self._open().keys)
        if 0 <= self.key < len(keys):
            key = keys[self.key]
            keys[self.key] = replace(
                key,
                label=key.label if label is None else label.strip(),
                picture=key.picture if picture is None else picture,
            )
            self._put(replace(self._open(), keys=tuple(keys)))

    def _open(self) -> QuickPage:
        if self.page is None:
            raise Refused("no_page", "Make a page first: give it a name and press “New page”.")
        return self.page

    def _put(self, page: QuickPage) -> None:
        self.show(tuple(page if place == self.at else each for place, each in enumerate(self.value)))


def drawn_pictures() -> tuple[str, ...]:
    """The pictures that the program brings, as a key names them."""
    folder = Path(ui.pictures.__file__).parent
    return tuple(f"icon:{path.stem}" for path in sorted(folder.glob("*.svg")))
