"""The gallery's scenes of the police register: empty, what a private person left, and one of it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import ZERO_RATE, Rate
from ess_shop.domain.police import IdentityPaper, Seller
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.services.depositing import take_in
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.stocking import Moved, SlipRequest
from ui.desktop.rooms.goods.police_page import PolicePage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]

LEFT = (
    ("Manteau de laine", "gris, doublure refaite", 4500),
    ("Lampe de bureau", "Jumo, pied en bakélite, interrupteur d’origine", 6800),
    ("Montre", "Lip, n° 8812345, boîtier acier, bracelet remplacé", 12_000),
)


def scenes(till: Till) -> Iterator[Scene]:
    """The page with a few entries; somebody who may read them sits there, the room of goods is open."""
    room = till.window.shown
    if not isinstance(room, GoodsRoom):
        return
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, PolicePage))
    yield "police-empty", partial(room.turn, pages.index(page))
    _leave(till)
    yield "police-entries", page.load
    yield "police-found", partial(_find, page, "montre")
    _find(page, "")


def _leave(till: Till) -> None:
    """A private person and what they bring."""
    books, at, money = till.desk.tills_books, till.desk.clock(), till.fittings.shop.money
    member = Member(new_id(), "P01", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    terms = Terms(new_id(), member.id, BEGINNING, Rate.percent(40), VatRole.B)
    who = Identity(member.id, "Jeanne Aubry", street="3, rue du Four", postcode="74500", town="Évian")
    register_members(books, [(member, who)], [terms], id=new_id(), at=at)
    goods = [
        Article(
            id=new_id(),
            code=f"P01-{number:03d}",
            label=label,
            member_id=member.id,
            price=money(price),
            vat=ZERO_RATE,
            unique=True,
            second_hand=True,
            description=description,
        )
        for number, (label, description, price) in enumerate(LEFT, start=1)
    ]
    register_articles(books, goods, id=new_id(), at=at)
    paper = Seller(
        id="",
        member_id=member.id,
        name="Jeanne Aubry",
        address="3, rue du Four, 74500 Évian",
        document=IdentityPaper.PASSPORT,
        document_number="20CV18811",
        issued_on="2019-05-14",
        issued_by="Préfecture de la Haute-Savoie",
    )
    moved = tuple(Moved(article.id, 1) for article in goods)
    take_in(books, SlipRequest(new_id(), at, member.id, moved, till.desk.who, seller=paper))


def _find(page: PolicePage, text: str) -> None:
    page.entry.setText(text)
    page.presenter.find(text)
