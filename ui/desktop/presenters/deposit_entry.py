"""What is typed and scanned for a deposit becomes its lines, or opens the fields of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ess_shop.domain.articles import Article
from ess_shop.domain.incoming import Incoming
from ess_shop.domain.searching import folded
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ui.desktop.presenters.choosing_member import ChoosingMember, MemberRow
from ui.desktop.presenters.deposit_article import DepositArticle, Typed
from ui.desktop.presenters.deposit_lines import DepositLines
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import entered, looks_scanned
from ui.desktop.presenters.receipts import Press

MOST_FOUND = 5
"""Known articles that are offered while a label is typed."""

MOST_REMARKS = 3

SHORTEST = 2


class DepositEntry(DepositLines):
    """The one field for everything: quantities, codes, barcodes, labels of known and of new articles."""

    def __init__(self, desk: Desk, shop: Shop, press: Press) -> None:
        super().__init__(desk, shop)
        self.choosing = ChoosingMember(desk)
        self.article = DepositArticle(desk, shop, press)
        self.times = 0
        """Pieces that were typed before a scan (`3*`), 0 for none."""
        self.found: Sequence[Article] = ()
        self.marked = -1
        """The known article that Enter takes, -1: what is typed is a new one."""
        self.known: Sequence[Article] = ()
        """The member's articles."""

    @property
    def member(self) -> MemberRow | None:
        """Whose goods they are."""
        return self.choosing.chosen

    @property
    def remarks(self) -> Sequence[str]:
        """Which lines want a net price and have none, in words: the one pointed at first, then the others."""
        order = sorted(range(len(self.lines)), key=lambda place: place != self.pointed)
        said = [each for n in order if (each := self.article.without_net(self.lines[n].coming))]
        words, left = self.desk.words, len(said) - MOST_REMARKS
        if left > 0:
            more = words.plural(
                "{count} more line is without a net price.",
                "{count} more lines are without a net price.",
                left,
            )
            said = [*said[:MOST_REMARKS], more]
        return [*said, words("Change the line (F2) to type its net price.")] if said else []

    def type(self, text: str) -> None:
        """Known articles whose label or code has these letters."""
        wanted = folded(entered(text).text) if _readable(text) else ""
        self.marked, self.found = -1, ()
        if len(wanted) >= SHORTEST:
            having = [each for each in self.known if wanted in folded(f"{each.label} {each.code}")]
            having.sort(key=lambda each: not folded(each.label).startswith(wanted))
            self.found = having[:MOST_FOUND]
        self.changed.ring()

    def point(self, step: int) -> None:
        """With articles offered: mark one of them; else point at another line."""
        if self.found:
            self.marked = max(-1, min(len(self.found) - 1, self.marked + step))
        elif self.lines:
            self.pointed = max(0, min(len(self.lines) - 1, self.pointed + step))
        self.changed.ring()

    def enter(self, text: str) -> None:
        """Enter: a quantity for what follows, a known article, or the fields of a new one."""
        self.require_calm()
        read = entered(text)
        if read.times and not read.text:
            self.times = read.quantity
            self.type("")
            return
        if not read.text:
            if 0 <= self.pointed < len(self.lines):
                self.article.open_line(self.pointed, self.lines[self.pointed])
            return
        quantity = read.quantity if read.times else self.times or 1
        known = self.found[self.marked] if self.marked >= 0 else self._named_by(read.text)
        if known is not None:
            self.bring(Incoming(known, quantity))
        elif looks_scanned(read.text) or (any(map(str.isdigit, read.text)) and " " not in read.text):
            self._ask_books(read.text, quantity)
        else:
            self._new(read.text, quantity)

    def open_new(self, text: str) -> None:
        """The fields of a new article, even if one of theirs is called so."""
        read = entered(text)
        self._new(read.text, read.quantity if read.times else self.times or 1)

    def scanned(self, code: str) -> None:
        """A code from the scanner; with the fields of a new article open it is that one's own barcode."""
        self.require_calm()
        if self.member is None:
            raise Refused("no_member", "Choose whose it is first.")
        if self.article.sheet is None:
            self.enter(code)
        elif self.article.sheet.known is None and looks_scanned(code) and self._named_by(code) is None:
            self.article.take_barcode(code)
        else:
            raise Refused("article_open", "Finish the article that is open first: Enter puts it in.")

    def take(self, article: Article) -> None:
        """That known article is meant; told if it cannot come in."""
        try:
            self.bring(Incoming(article, self.times or 1))
        except Refused as wrong:
            self.desk.tell(wrong)

    def _named_by(self, text: str) -> Article | None:
        """The article that a text names for certain: among the lines first, then among the member's."""
        code, label = text.casefold(), folded(text)
        every = [*(line.article for line in self.lines), *self.known]
        for each in every:
            if text in each.barcodes or (each.code and each.code.casefold() == code):
                return each
        return next((each for each in every if label and folded(each.label) == label), None)

    def _ask_books(self, text: str, quantity: int) -> None:
        """No article of theirs that is known here: perhaps one of somebody else, or one that just came."""
        books, asked = self.desk.books, self.id

        def ask() -> Article | None:
            with books.read() as read:
                return (
                    read.article_by_barcode(text)
                    or read.article_by_code(text.upper())
                    or read.article_by_code(text)
                )

        def see(article: Article | None) -> None:
            if asked != self.id:
                return
            try:
                if article is not None:
                    self.bring(Incoming(article, quantity))
                elif looks_scanned(text):
                    self._new("", quantity, (text,))
                else:
                    self._new(text, quantity)
            except ShopError as wrong:
                self.desk.tell(wrong)

        self.desk.lane.run(ask, see)

    def _new(self, label: str, quantity: int, barcodes: tuple[str, ...] = ()) -> None:
        self.found, self.marked = (), -1
        self.article.open_new(label, quantity, barcodes)
        self.changed.ring()

    # The lines

    def bring(self, line: Incoming) -> None:
        """Put a known article in, or more of it."""
        self.add(line, self.member.id if self.member else "")
        self.rest()

    def rest(self) -> None:
        """What was typed is used."""
        self.times, self.found, self.marked = 0, (), -1
        self.changed.ring()

    def put_in(self, typed: Typed) -> None:
        """The fields become a line; Refused says which field is wrong, see `deposit_article.FIELDS`.

        Another price for an article that the books know is asked back first: the tags here say the old one.
        """
        self.require_calm()
        member, sheet = self.member, self.article.sheet
        if member is None or sheet is None:
            raise Refused("no_member", "Choose whose it is first.")
        line = self.article.line(typed, member.id)
        self.check_barcodes(line, sheet.place)
        if line.price is not None and sheet.place is not None:
            self.ask_price(line, sheet.place)
            line = replace(line, price=self.lines[sheet.place].price)
        self.put(line, sheet.place)
        self.article.close()
        self.rest()


def _readable(text: str) -> bool:
    try:
        entered(text)
    except Refused:
        return False
    return True
