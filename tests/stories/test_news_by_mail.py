"""News on the way: a mail server that is away, a till that stops; each letter comes once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mail_stories import QUICK, MailServer, settings, until
from shop_builder import MARCH, ShopBuilder, card, when

from drivers.mail.postman import Postman
from ess_shop.domain.ids import new_id
from ess_shop.domain.news import NewsChoice, Rhythm
from ess_shop.services import telling
from ess_shop.services.composing import Asked
from ess_shop.services.registering import register_members
from ess_shop.wording import Words
from ui.bootstrap import DeskPress


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


def test_a_month_of_news(shop: ShopBuilder, server: MailServer, tmp_path: Path) -> None:
    member = shop.member("M1")
    with shop.books.read() as read:
        identity = read.identities()[member.id]
    known = replace(identity, name="Poterie de l’Étang", email="potier@example.org")
    register_members(shop.books, [(replace(member, revision=2), known)], [], id=new_id(), at=shop.tick())
    bowl = shop.article(member, "12.00", pieces=5)
    choice = NewsChoice(sold=Rhythm.DAILY, statement=True, running_out=2)
    telling.choose(shop.books, member.id, choice, id=new_id(), at=shop.tick())
    write = DeskPress(Words("fr"), tmp_path).statement_pdf

    def till_begins() -> Postman:
        return Postman(settings(server.port), tmp_path / "mail", pace=QUICK)

    def round_at(day: int, month: int = 3) -> int:
        return telling.tell(shop.books, post, write, at=when(day, month, hour=20))

    post = till_begins()
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    shop.close()
    assert round_at(3) == 1
    until(lambda: len(server.letters) == 1)

    server.stop()
    shop.open(when(4))
    shop.sell([Asked(bowl.id, 1)], card("12"))
    shop.close()
    assert round_at(4) == 1
    assert round_at(4) == 0
    post.close()
    post = till_begins()
    assert round_at(4) == 0
    server.start()
    post.retry_now()
    until(lambda: len(server.letters) == 2)

    shop.settle(MARCH)
    post.close()
    post = till_begins()
    assert round_at(2, 4) == 1
    until(lambda: len(server.letters) == 3 and not post.waiting())
    assert round_at(2, 4) == 0
    post.close()

    first, second, third = server.letters
    assert {letter["To"] for letter in server.letters} == {"potier@example.org"}
    assert len({letter["Message-ID"] for letter in server.letters}) == 3
    for letter, facts in ((first, ["2 × ", "16,80"]), (second, ["1 × ", "8,40", "Bientôt épuisé"])):
        body = letter.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        assert "Poterie de l’Étang" in text
        assert [fact for fact in facts if fact not in text] == []
    (paper,) = list(third.iter_attachments())
    assert paper.get_filename() == "2026-03.pdf"
    assert paper.get_content().startswith(b"%PDF")
