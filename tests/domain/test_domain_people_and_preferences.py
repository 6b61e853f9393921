"""Who may do what, and what a shop arranges to its liking: values that do not let nonsense in."""

from __future__ import annotations

import json

import pytest

from ess_shop.domain.people import RIGHTS, Person, Right, Role, may
from ess_shop.domain.preferences import (
    DEFAULT_KEYS,
    Appearance,
    KeyMap,
    LockAfter,
    MeansTaken,
    QuickKey,
    QuickPage,
    plain_pages,
    quick_pages,
)
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused


def person(role: Role, *, active: bool = True) -> Person:
    return Person("1", "Lise", role, active=active)


def test_every_role_has_its_rights() -> None:
    assert set(RIGHTS) == set(Role)
    volunteer, manager = person(Role.VOLUNTEER), person(Role.MANAGER)
    treasurer, member = person(Role.TREASURER), person(Role.MEMBER)
    till = (Right.SELL, Right.DISCOUNT, Right.OPEN_TILL, Right.CLOSE_TILL, Right.CASH_MOVE, Right.TRAINING)
    for right in till:
        assert may(volunteer, right)
    for right in (Right.RETURN_WITHOUT_TICKET, Right.OPEN_DRAWER, Right.SETTINGS, Right.PEOPLE):
        assert may(manager, right)
        assert not may(volunteer, right)
    assert may(treasurer, Right.SETTLE)
    assert may(treasurer, Right.SEE_REPORTS)
    assert not may(treasurer, Right.SETTINGS)
    assert {right for right in Right if may(member, right)} == {Right.OWN_ACCOUNT}
    assert not any(may(someone, Right.OWN_ACCOUNT) for someone in (volunteer, manager, treasurer))
    for right in (Right.MEMBERS, Right.CONTRACTS):
        assert may(treasurer, right)
        assert may(manager, right)
        assert not may(volunteer, right)
    assert all(may(someone, Right.GOODS) for someone in (volunteer, manager, treasurer))


def test_who_left_may_nothing() -> None:
    assert not any(may(person(Role.MANAGER, active=False), right) for right in Right)


@pytest.mark.parametrize(
    "value",
    [
        Appearance("contrast", 150),
        MeansTaken(cheque=False),
        LockAfter(0),
        KeyMap({**DEFAULT_KEYS, "pay": "Ctrl+Return"}),
        QuickPage("Miel", (QuickKey("a1", "Miel", "honey", 3),), "bee"),
    ],
)
def test_a_preference_survives_json(value: Appearance | MeansTaken | LockAfter | KeyMap | QuickPage) -> None:
    assert type(value).from_plain(json.loads(json.dumps(value.to_plain()))) == value


def test_what_was_never_set_has_its_default() -> None:
    assert Appearance.from_plain(None) == Appearance() == Appearance("light", 100)
    assert Appearance.from_plain({"scheme": "dark", "of_tomorrow": 1}) == Appearance("dark")
    assert KeyMap.from_plain(None).key("pay") == "F9"
    assert KeyMap.from_plain({"pay": "F8", "discount": "F9"}).key("discount") == "F9"
    assert quick_pages(None) == ()
    assert Means.CARD in MeansTaken.from_plain(None)
    assert Means.CARD not in MeansTaken.from_plain({"card": False})


def test_pages_survive_json() -> None:
    pages = (QuickPage("Miel", (QuickKey("a1"),)), QuickPage("Pots"))
    assert quick_pages(json.loads(json.dumps(plain_pages(pages)))) == pages


@pytest.mark.parametrize(
    ("read", "plain"),
    [
        (Appearance.from_plain, {"scheme": "pink"}),
        (Appearance.from_plain, {"text_percent": 250}),
        (Appearance.from_plain, {"text_percent": True}),
        (Appearance.from_plain, [1]),
        (MeansTaken.from_plain, {"cash": 1}),
        (MeansTaken.from_plain, dict.fromkeys(map(str, Means), False)),
        (LockAfter.from_plain, {"minutes": -1}),
        (LockAfter.from_plain, {"minutes": "5"}),
        (KeyMap.from_plain, {"pay": "F8"}),
        (KeyMap.from_plain, {"pay": ""}),
        (KeyMap.from_plain, {"fly": "F13"}),
        (KeyMap.from_plain, "F1"),
        (quick_pages, {"name": "x"}),
        (quick_pages, [{"keys": []}]),
        (quick_pages, [{"name": "x", "keys": [{}]}]),
        (quick_pages, [{"name": "x", "keys": [{"article_id": "a", "colour": "red"}]}]),
        (quick_pages, [{"name": "x\u202e"}]),
        (quick_pages, [{"name": str(n)} for n in range(31)]),
    ],
)
def test_nonsense_is_refused_with_a_sentence(read: object, plain: object) -> None:
    with pytest.raises(Refused) as refused:
        read(plain)  # type: ignore[operator]
    assert str(refused.value)
