"""People, their PINs and the shop's preferences as they are kept, and what is noted of their changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from shop_builder import ShopBuilder, cash, euro, when

from ess_shop.domain.basket import Asked
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Role
from ess_shop.errors import NotFound, Refused
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import Attempts, check_pin, checked_pin, hashed
from ess_shop.services.unlabelled import unlabelled_article

CHIEF = Person(new_id(), "Aïcha", Role.MANAGER, pin="x")


def events(shop: ShopBuilder, code: str) -> list[object]:
    with shop.books.read() as read:
        contents = [entry.content() for entry in read.entries(OFFICE) if entry.kind == "event"]
    return [content["detail"] for content in contents if content["code"] == code]


def test_changed_rights_are_noted_and_other_changes_are_not(shop: ShopBuilder) -> None:
    lise = Person(new_id(), "Lise", Role.VOLUNTEER)
    once = new_id()
    for _ in range(2):
        register_people(shop.books, [CHIEF, lise], id=once, at=shop.tick())
    for changed in (
        replace(lise, colour=4, revision=2),
        replace(lise, role=Role.TREASURER, revision=3),
        replace(lise, role=Role.TREASURER, active=False, revision=4),
    ):
        register_people(shop.books, [changed], id=new_id(), at=shop.tick())
    assert events(shop, "rights") == [
        f"{CHIEF.id} new -> manager",
        f"{lise.id} new -> volunteer",
        f"{lise.id} volunteer -> treasurer",
        f"{lise.id} treasurer -> gone",
    ]
    assert shop.defects() == []


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(CHIEF, role=Role.VOLUNTEER), "no_manager"),
        (replace(CHIEF, active=False), "no_manager"),
        (replace(CHIEF, pin=""), "no_manager"),
        (Person(new_id(), " ", Role.VOLUNTEER), "name_missing"),
        (Person(new_id(), "aïcha ", Role.VOLUNTEER), "name_taken"),
        (Person(new_id(), "a\x1bb", Role.VOLUNTEER), "bad_name"),
        (Person(new_id(), "a" * 61, Role.VOLUNTEER), "bad_name"),
    ],
)
def test_people_who_cannot_be(shop: ShopBuilder, person: Person, code: str) -> None:
    register_people(shop.books, [CHIEF], id=new_id(), at=shop.tick())
    with pytest.raises(Refused) as refused:
        register_people(shop.books, [person], id=new_id(), at=shop.tick())
    assert refused.value.code == code
    with shop.books.read() as read:
        assert read.people() == [CHIEF]


def test_the_name_of_someone_who_left_is_free(shop: ShopBuilder) -> None:
    gone = Person(new_id(), "Lise", Role.VOLUNTEER, active=False)
    register_people(
        shop.books, [CHIEF, gone, replace(gone, id=new_id(), active=True)], id=new_id(), at=shop.tick()
    )
    with shop.books.read() as read:
        assert len(read.people()) == 3


def test_a_pin_is_kept_as_a_hash_that_tells_nothing() -> None:
    kept = hashed("2468")
    assert kept.startswith("$argon2id$")
    assert "2468" not in kept
    assert hashed("2468") != kept
    lise = replace(CHIEF, pin=kept)
    assert check_pin(lise, "2468")
    for wrong in ("", "24680", "2469", "٢٤٦٨"):
        assert not check_pin(lise, wrong)
    assert not check_pin(replace(lise, active=False), "2468")
    assert not check_pin(replace(lise, pin="no hash"), "2468")
    assert check_pin(replace(lise, pin=""), "")


@pytest.mark.parametrize("text", ["", "123", "123456789", "12a4", "12 34", "٢٤٦٨", "1234\n"])
def test_what_is_no_pin(text: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_pin(text)
    assert refused.value.code == "bad_pin"


def test_after_five_wrong_pins_one_waits() -> None:
    now, attempts = when(3), Attempts()
    for _ in range(4):
        attempts = attempts.after(right=False, now=now)
    assert attempts.wait(now) == 0
    assert attempts.after(right=True, now=now) == Attempts()
    attempts = attempts.after(right=False, now=now)
    assert attempts.wait(now) == 30
    assert attempts.wait(now + timedelta(seconds=29.8)) == 1
    assert attempts.wait(now + timedelta(seconds=30)) == 0
    assert attempts.wait(now - timedelta(hours=2)) == 0, "the clock was set back"


def test_preferences_that_nobody_reads_or_that_make_no_sense(shop: ShopBuilder) -> None:
    for name, value in (
        ("colour", "red"),
        ("printer.", {}),
        ("lock", {"minutes": 999}),
        ("keys", {"pay": "F1"}),
        ("receipt", {"logo": b"x"}),
        ("receipt", float("nan")),
        ("shop_line", "x" * 600_000),
    ):
        with pytest.raises(Refused):
            change(shop.books, name, value, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.preferences() == {}


def test_a_change_of_settings_is_noted_and_tells_the_tills(shop: ShopBuilder) -> None:
    with shop.books.read() as read:
        before = read.revision()
    once = new_id()
    for _ in range(2):
        change(shop.books, "printer.C1", {"width": 58}, id=once, at=shop.tick())
    with shop.books.read() as read:
        assert read.preference("printer.C1") == {"width": 58}
        assert read.revision() > before
    assert events(shop, "settings") == ["printer.C1"]
    assert shop.defects() == []


def test_goods_without_a_label_need_a_typed_price_and_a_readable_name(shop: ShopBuilder) -> None:
    potter = shop.member()
    thing = unlabelled_article(
        shop.books, member_id=potter.id, vat=Rate.percent(20), id=new_id(), at=shop.tick()
    )
    shop.open()
    for asked, code in (
        (Asked(thing.id), "price_missing"),
        (Asked(thing.id, unit_price=euro("3"), label="a\x1bb"), "bad_label"),
        (Asked(thing.id, unit_price=euro("3"), label="a" * 81), "bad_label"),
    ):
        with pytest.raises(Refused) as refused:
            shop.sell(asked, cash("3"))
        assert refused.value.code == code
    assert shop.sell(Asked(thing.id, unit_price=euro("3")), cash("3")).sale.lines[0].label == thing.label
    with pytest.raises(NotFound):
        unlabelled_article(shop.books, member_id=new_id(), vat=Rate(0), id=new_id(), at=shop.tick())
    assert shop.defects() == []
