"""Which labels are wanted, what stands on them, and barcodes for articles that have none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shop_builder import ShopBuilder

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.labels import OwnRange
from ess_shop.errors import NotFound, Refused
from ess_shop.services.labelling import counted, give_barcodes, wanted
from ess_shop.services.registering import register_articles

OWN = OwnRange()


def bare(shop: ShopBuilder, article: Article, *barcodes: str) -> Article:
    """The article with these barcodes alone."""
    changed = replace(article, barcodes=barcodes, revision=article.revision + 1)
    register_articles(shop.books, [changed], id=new_id(), at=shop.tick())
    return changed


def test_a_member_gets_a_label_for_every_piece_that_is_here(books: SqlBooks, shop: ShopBuilder) -> None:
    mine, other = shop.member("M1"), shop.member("M2")
    shop.article(mine, pieces=3)
    shop.article(mine, pieces=0)
    shop.article(other, pieces=5)
    with books.read() as read:
        assert counted(read, members=["M1"]) == {"A1": 3}
        assert counted(read, members=["M1", "M2"]) == {"A1": 3, "A3": 5}
        assert counted(read, members=["M1"], each=2) == {"A1": 2, "A2": 2}
        assert counted(read, members=["M1"], codes={"A1": 1, "A3": 4}) == {"A1": 1, "A3": 4}


def test_nothing_here_and_unknown_members_are_refused(books: SqlBooks, shop: ShopBuilder) -> None:
    shop.article(shop.member("M1"), pieces=0)
    with books.read() as read:
        with pytest.raises(Refused) as refused:
            counted(read, members=["M1"])
        assert refused.value.code == "nothing_to_label"
        with pytest.raises(NotFound, match="no member M9"):
            counted(read, members=["M9"])


def test_what_stands_on_a_label(books: SqlBooks, shop: ShopBuilder) -> None:
    article = shop.article(shop.member("M1"), "12.50")
    with books.read() as read:
        [order] = wanted(read, {"A1": 3}, page="https://boutique.example/{member}")
    label = order.label
    assert order.copies == 3
    assert (label.text, label.member, label.price) == (article.label, "Atelier M1", article.price)
    assert label.barcode == article.barcodes[0]
    assert label.address == "https://boutique.example/M1"
    assert not label.second_hand


def test_articles_without_a_barcode_are_refused_by_their_codes(books: SqlBooks, shop: ShopBuilder) -> None:
    member = shop.member()
    bare(shop, shop.article(member))
    bare(shop, shop.article(member), "96385074")
    shop.article(member)
    with books.read() as read:
        with pytest.raises(Refused, match="A1, A2") as refused:
            wanted(read, {"A1": 1, "A2": 1, "A3": 1})
        assert refused.value.code == "no_barcode"
        with pytest.raises(NotFound, match="A9"):
            wanted(read, {"A9": 1})


def test_barcodes_are_given_once_and_never_twice_the_same(books: SqlBooks, shop: ShopBuilder) -> None:
    member = shop.member()
    bare(shop, shop.article(member))
    bare(shop, shop.article(member), "96385074")
    bare(shop, shop.article(member), OWN.barcode(1))
    codes = ["A1", "A2", "A3"]
    assert give_barcodes(books, codes, OWN, id=new_id(), at=shop.tick()) == 2
    assert give_barcodes(books, codes, OWN, id=new_id(), at=shop.tick()) == 0
    with books.read() as read:
        given = {article.code: set(article.barcodes) for article in read.articles()}
        assert given == {
            "A1": {OWN.barcode(2)},
            "A2": {"96385074", OWN.barcode(3)},
            "A3": {OWN.barcode(1)},
        }
        for barcode in (OWN.barcode(2), "96385074", OWN.barcode(3)):
            assert read.article_by_barcode(barcode) is not None
        assert len(wanted(read, dict.fromkeys(codes, 1))) == 3
    assert list(books.defects()) == []


def test_an_unknown_article_changes_nothing(books: SqlBooks, shop: ShopBuilder) -> None:
    bare(shop, shop.article(shop.member()))
    with pytest.raises(NotFound):
        give_barcodes(books, ["A1", "A9"], OWN, id=new_id(), at=shop.tick())
    with books.read() as read:
        assert read.articles()[0].barcodes == ()
