"""News by e-mail: what members chose to hear, each thing once, whatever stops on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest
from shop_builder import APRIL, MARCH, ShopBuilder, card, when

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter
from ess_shop.domain.members import Member
from ess_shop.domain.news import NewsChoice, Rhythm, told_until
from ess_shop.domain.post import NoPost
from ess_shop.errors import Refused, StorageTrouble
from ess_shop.reading import Statement
from ess_shop.services import telling
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.registering import register_members
from ess_shop.wording import Words


@dataclass
class Box(NoPost):
    """A post that keeps each letter once, as the real one does; it can be full."""

    ready: bool = True
    letters: dict[str, Letter] = field(default_factory=dict)
    full: bool = False

    def submit(self, letter: Letter) -> None:
        if self.full:
            raise StorageTrouble("mail_queue", "The disk is full.")
        self.letters.setdefault(letter.id, letter)

    @property
    def texts(self) -> list[str]:
        return [letter.text for letter in self.letters.values()]


def write(statement: Statement, words: Words) -> bytes:
    return f"{statement.member.code} {statement.rows[0].statement} {words.language}".encode()


Choose = Callable[..., tuple[Member, Article]]


@pytest.fixture
def choose(shop: ShopBuilder) -> Choose:
    """A member with an address, who chose something, and one of their articles."""

    def made(code: str = "M1", pieces: int = 20, **chosen: object) -> tuple[Member, Article]:
        member = shop.member(code)
        with shop.books.read() as read:
            identity = read.identities()[member.id]
        known = replace(identity, email=f"{code.lower()}@example.org")
        register_members(shop.books, [(replace(member, revision=2), known)], [], id=new_id(), at=shop.tick())
        article = shop.article(member, "12.00", pieces=pieces)
        choice = NewsChoice(**chosen)  # type: ignore[arg-type]
        telling.choose(shop.books, member.id, choice, id=new_id(), at=shop.tick())
        return member, article

    return made


def tell(shop: ShopBuilder, box: Box, at: datetime | None = None) -> int:
    return telling.tell(shop.books, box, write, at=at or shop.tick())


def test_each_sale_is_told_once(shop: ShopBuilder, choose: Choose) -> None:
    _member, bowl = choose(sold=Rhythm.EACH)
    other, _ = choose("M2")
    box = Box()
    shop.open(when(3))
    assert tell(shop, box) == 0
    shop.sell([Asked(bowl.id, 2)], card("24"))
    assert (tell(shop, box), tell(shop, box)) == (1, 0)
    shop.sell([Asked(bowl.id, 1)], card("12"))
    shop.sell([AskedBack("C1", 1, 1, 1)], card("-12"))
    assert tell(shop, box) == 1
    first, second = box.letters.values()
    assert (first.to, second.to) == ("m1@example.org", "m1@example.org")
    assert "2 × " in first.text
    assert "16,80" in first.text
    assert "1 × " in second.text
    assert "-1 × " in second.text
    assert "Atelier M1" in first.text
    assert "Atelier M2" not in first.text + second.text
    assert other.id


def test_what_was_sold_before_the_choice_is_not_told(shop: ShopBuilder, choose: Choose) -> None:
    member, bowl = choose()
    box = Box()
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    tell(shop, box)
    telling.choose(shop.books, member.id, NewsChoice(sold=Rhythm.EACH), id=new_id(), at=shop.tick())
    tell(shop, box)
    assert box.letters == {}


def test_days_are_told_when_they_are_over(shop: ShopBuilder, choose: Choose) -> None:
    _, bowl = choose(sold=Rhythm.DAILY)
    box = Box()
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    assert tell(shop, box) == 0
    shop.close()
    assert tell(shop, box, when(3, hour=20)) == 1
    assert tell(shop, box, when(4, hour=9)) == 0
    shop.open(when(4))
    shop.sell([Asked(bowl.id, 1)], card("12"))
    assert tell(shop, box, when(4, hour=12)) == 0
    assert tell(shop, box, when(5, hour=12)) == 0, "the day is still open"
    shop.close()
    assert tell(shop, box, when(5, hour=12)) == 1


@pytest.mark.parametrize(
    ("rhythm", "today", "open_days", "until"),
    [
        (Rhythm.EACH, date(2026, 3, 4), (date(2026, 3, 4),), None),
        (Rhythm.DAILY, date(2026, 3, 4), (date(2026, 3, 4),), date(2026, 3, 3)),
        (Rhythm.DAILY, date(2026, 3, 4), (), date(2026, 3, 4)),
        (Rhythm.DAILY, date(2026, 3, 4), (date(2026, 3, 2), date(2026, 3, 4)), date(2026, 3, 1)),
        (Rhythm.WEEKLY, date(2026, 3, 4), (), date(2026, 3, 1)),
        (Rhythm.WEEKLY, date(2026, 3, 8), (), date(2026, 3, 8)),
        (Rhythm.WEEKLY, date(2026, 3, 9), (date(2026, 3, 7),), date(2026, 3, 6)),
        (Rhythm.NONE, date(2026, 3, 4), (), date(2026, 3, 4)),
    ],
)
def test_up_to_where_is_told(
    rhythm: Rhythm, today: date, open_days: tuple[date, ...], until: date | None
) -> None:
    assert told_until(rhythm, today, open_days) == until


def test_what_runs_out_is_told_until_it_is_restocked(shop: ShopBuilder, choose: Choose) -> None:
    _, bowl = choose(pieces=5, running_out=2)
    box = Box()
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    shop.close()
    assert tell(shop, box) == 0
    shop.open(when(4))
    shop.sell([Asked(bowl.id, 1)], card("12"))
    shop.close()
    assert (tell(shop, box), tell(shop, box)) == (1, 0)
    (text,) = box.texts
    assert "reste" in text
    assert "24,00" not in text, "sales were not chosen"
    shop.open(when(5))
    shop.sell([Asked(bowl.id, 1)], card("12"))
    shop.close()
    assert tell(shop, box) == 0, "told already"
    from ess_shop.services.depositing import take_in

    take_in(shop.books, shop.slip((bowl, 5)))
    assert tell(shop, box) == 0
    shop.open(when(6))
    shop.sell([Asked(bowl.id, 4)], card("48"))
    shop.close()
    assert tell(shop, box) == 1


def test_the_statement_comes_with_its_paper_once(shop: ShopBuilder, choose: Choose) -> None:
    _, bowl = choose(statement=True, language="en")
    choose("M2", statement=True)
    box = Box()
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    shop.close()
    assert tell(shop, box) == 0
    shop.settle(MARCH)
    assert (tell(shop, box), tell(shop, box)) == (1, 0)
    (letter,) = box.letters.values()
    assert letter.paper == b"M1 RV-2026-03-0001 en"
    assert letter.paper_name == "2026-03.pdf"
    assert letter.subject.startswith("Your statement of March 2026")
    shop.open(when(2, 4))
    shop.sell([Asked(bowl.id, 1)], card("12"))
    shop.close()
    shop.settle(APRIL)
    assert tell(shop, box) == 1


def test_a_letter_that_was_kept_is_not_lost(shop: ShopBuilder, choose: Choose) -> None:
    _, bowl = choose(sold=Rhythm.EACH)
    box = Box(full=True)
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    with pytest.raises(StorageTrouble):
        tell(shop, box)
    box.full = False
    assert (tell(shop, box), tell(shop, box)) == (1, 0)
    assert len(box.letters) == 1


def test_a_letter_handed_over_twice_is_one_letter(
    shop: ShopBuilder, choose: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plug is pulled after the post took the letter, before the books forgot it."""
    _, bowl = choose(sold=Rhythm.EACH)
    box = Box()
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    with shop.books.read() as read:
        found = telling.due(read, shop.tick())
    telling.keep(shop.books, found, at=shop.tick())
    with monkeypatch.context() as pulled:
        pulled.setattr("db.work.SqlWork.drop_worksheet", _pulled)
        with pytest.raises(KeyboardInterrupt):
            telling.hand_over(shop.books, box, write, at=shop.tick())
    telling.hand_over(shop.books, box, write, at=shop.tick())
    assert len(box.letters) == 1
    with shop.books.read() as read:
        assert read.worksheets(telling.LETTER) == []


def _pulled(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_tills_tell_a_thing_once(shop: ShopBuilder, choose: Choose) -> None:
    _, bowl = choose(sold=Rhythm.EACH)
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    with shop.books.read() as read:
        here, there = telling.due(read, shop.tick()), telling.due(read, shop.tick())
    assert telling.keep(shop.books, here, at=shop.tick()) == 1
    assert telling.keep(shop.books, there, at=shop.tick()) == 0


def test_two_tills_hand_a_letter_over_once(shop: ShopBuilder, choose: Choose) -> None:
    """Another till is faster while the paper of this one's letter is written."""
    _, bowl = choose(statement=True)
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 1)], card("12"))
    shop.close()
    shop.settle(MARCH)
    with shop.books.read() as read:
        found = telling.due(read, shop.tick())
    telling.keep(shop.books, found, at=shop.tick())
    here, there = Box(), Box()

    def slowly(statement: Statement, words: Words) -> bytes:
        telling.hand_over(shop.books, there, write, at=shop.tick())
        return write(statement, words)

    assert telling.hand_over(shop.books, here, slowly, at=shop.tick()) == 0
    assert (len(here.letters), len(there.letters)) == (0, 1)


def test_without_a_server_or_an_address_nothing_is_marked_as_told(shop: ShopBuilder, choose: Choose) -> None:
    member, bowl = choose(sold=Rhythm.EACH)
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    assert tell(shop, Box(ready=False)) == 0
    with shop.books.read() as read:
        identity = read.identities()[member.id]
    register_members(
        shop.books,
        [(replace(member, revision=3), replace(identity, email=""))],
        [],
        id=new_id(),
        at=shop.tick(),
    )
    box = Box()
    assert tell(shop, box) == 0
    register_members(shop.books, [(replace(member, revision=4), identity)], [], id=new_id(), at=shop.tick())
    assert tell(shop, box) == 1


def test_choices_that_make_no_sense_are_refused(shop: ShopBuilder) -> None:
    member = shop.member()
    with pytest.raises(Refused) as refused:
        telling.choose(shop.books, member.id, NewsChoice(sold=Rhythm.EACH), id=new_id(), at=shop.tick())
    assert refused.value.code == "no_address"
    for bad in ({"running_out": -1}, {"running_out": 10**6}, {"language": "de"}):
        with pytest.raises(Refused):
            NewsChoice(**bad)  # type: ignore[arg-type]
