"""Who is here, and the first start ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shop_builder import ShopBuilder, when
from till_at_work import TillAtWork, dressed

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.errors import StorageTrouble
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import check_pin, hashed
from ess_shop.wording import speaking
from ui import bootstrap
from ui.desktop.first_start import FirstStart, create_shop
from ui.desktop.presenters import places
from ui.desktop.presenters import setup as pages
from ui.desktop.presenters.setup import Answers, SetupPresenter
from ui.desktop.rooms.setup.room import SetupRoom
from ui.desktop.widgets.button import Button


@pytest.fixture
def door(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books)
    people = [
        Person(new_id(), "Aïcha", Role.MANAGER, hashed("2468")),
        Person(new_id(), "Lise", Role.VOLUNTEER, hashed("1234")),
        Person(new_id(), "Zoé", Role.VOLUNTEER),
        Person(new_id(), "Membre", Role.MEMBER),
    ]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    shop.open(when(2))
    door = TillAtWork(shop, person=None)
    yield door
    door.close()


@pytest.fixture
def full_house(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    """Twenty-five people, the last of them Zoé."""
    shop = ShopBuilder(sqlite_books)
    names = ["Aïcha", *(f"Bénévole {chr(ord('A') + place)}" for place in range(22)), "Élise", "Zoé"]
    shuffled = sorted(names, key=lambda name: name[::-1])
    people = [Person(new_id(), name, Role.MANAGER, hashed("2468")) for name in shuffled]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    shop.open(when(2))
    house = TillAtWork(shop, person=None)
    yield house
    house.close()


def number_pad(till: TillAtWork, number: str) -> None:
    """Type it there."""
    for digit in number:
        till.key(Qt.Key(Qt.Key.Key_0 + int(digit)), Qt.KeyboardModifier.KeypadModifier)


@pytest.mark.parametrize(("number", "name"), [("1", "Aïcha"), ("24", "Élise"), ("25", "Zoé"), ("025", "Zoé")])
def test_among_many_a_number_and_enter_choose(full_house: TillAtWork, number: str, name: str) -> None:
    presenter = full_house.window.shown.presenter
    number_pad(full_house, number)
    assert presenter.chosen is None
    assert full_house.focus.text() == name
    full_house.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert presenter.chosen.name == name
    number_pad(full_house, "2468")
    full_house.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert full_house.till.desk.who == name


def test_a_number_is_seen_on_its_tile_wherever_it_stands(full_house: TillAtWork) -> None:
    full_house.window.resize(1024, 640)
    full_house.settle()
    assert full_house.window.shown.tiles[24].visibleRegion().isEmpty()
    number_pad(full_house, "25")
    tile = full_house.window.shown.tiles[24]
    assert tile.toolTip() == "Zoé · 25"
    assert tile.visibleRegion().boundingRect() == tile.rect()
    assert "25" in shown_words(full_house)


def test_a_number_that_nobody_has_chooses_nobody(full_house: TillAtWork) -> None:
    number_pad(full_house, "2")
    number_pad(full_house, "6")
    assert "Personne n’a le numéro 26." in shown_words(full_house)
    full_house.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert full_house.window.shown.presenter.chosen is None
    number_pad(full_house, "3")
    full_house.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert full_house.window.shown.presenter.chosen.name == "Bénévole B"


def test_a_number_is_taken_back_digit_by_digit_or_whole(full_house: TillAtWork) -> None:
    number_pad(full_house, "12")
    full_house.key(Qt.Key.Key_Backspace)
    assert full_house.focus.text() == "Aïcha"
    full_house.key(Qt.Key.Key_Escape)
    number_pad(full_house, "2")
    assert full_house.focus.text() == "Bénévole A"
    full_house.touch("Bénévole C, responsable")
    full_house.key(Qt.Key.Key_Escape)
    number_pad(full_house, "4")
    assert full_house.focus.text() == "Bénévole C"


def shown_words(till: TillAtWork) -> str:
    """What the labels of the room say."""
    labels = till.window.shown.findChildren(QLabel)
    return " ".join(each.text().replace("\N{NO-BREAK SPACE}", " ") for each in labels if each.isVisible())


def test_a_tile_and_a_pin_open_the_till(door: TillAtWork) -> None:
    assert [tile.text() for tile in door.window.shown.tiles] == ["Aïcha", "Lise", "Zoé"]
    door.touch("Lise")
    door.type("1234")
    door.key(Qt.Key.Key_Return)
    assert door.till.desk.who == "Lise"
    assert door.till.navigation.room == places.SALE


@pytest.mark.parametrize("typed", ["&é\"'", "1234", '&2"4'])
def test_a_french_top_row_needs_no_shift(door: TillAtWork, typed: str) -> None:
    door.touch("Lise")
    door.type(typed)
    door.key(Qt.Key.Key_Return)
    assert door.till.desk.who == "Lise"


def test_a_wrong_pin_is_said_and_five_take_a_pause(door: TillAtWork) -> None:
    door.key(Qt.Key.Key_2)
    for _ in range(5):
        door.type("9999")
        door.key(Qt.Key.Key_Return)
    assert door.till.desk.person is None
    door.type("1234")
    door.key(Qt.Key.Key_Return)
    assert door.till.desk.person is None
    assert "30" in door.window.shown.presenter.said
    door.shop.now += timedelta(seconds=31)
    door.type("1234")
    door.key(Qt.Key.Key_Return)
    assert door.till.desk.who == "Lise"


def test_changing_places_keeps_the_basket(door: TillAtWork) -> None:
    from shop_builder import barcode

    door.shop.article(door.shop.member(), "10")
    door.touch("Zoé")
    door.scan(barcode(1))
    door.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert door.till.navigation.room == places.DOOR
    door.scan(barcode(1))
    door.touch("Aïcha")
    door.type("2468")
    door.key(Qt.Key.Key_Return)
    assert str(door.till.selling.total.decimal()) == "10.00"
    assert len(door.till.selling.content.lines) == 1


def test_at_the_door_nobody_sits_any_more(door: TillAtWork) -> None:
    door.touch("Lise")
    door.type("1234")
    door.key(Qt.Key.Key_Return)
    door.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert door.till.navigation.room == places.DOOR
    assert door.till.desk.person is None
    door.till.desk.go.ring(places.SALE)
    assert door.till.navigation.room == places.DOOR


@pytest.mark.parametrize("name", ["x" * 500, "a\N{RIGHT-TO-LEFT OVERRIDE}b", "a\0b", " "])
def test_a_manager_has_a_name_that_can_be_read(name: str) -> None:
    presenter = SetupPresenter(pytest.fail, None)
    presenter.answer(name="La Ruche", manager=name, pin="2468", pin_again="2468")
    while not presenter.wrong:
        presenter.next()
    assert set(presenter.wrong) == {"manager"}


def test_of_a_shop_that_could_not_be_made_whole_nothing_is_left(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "shop"
    folder.mkdir()
    place = folder / "shop.db"

    def full(*_books: object, **_asked: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: nothing was recorded. Make room and try again.")

    presenter = SetupPresenter(lambda answers: create_shop(str(place), answers), None)
    presenter.answer(name="La Ruche", manager="Aïcha", pin="2468", pin_again="2468")
    while presenter.page != pages.SUMMARY:
        presenter.next()
    dressed()
    room = SetupRoom(presenter, speaking("fr"), lambda _language: None, lambda: None)
    with monkeypatch.context() as trouble:
        trouble.setattr("ui.desktop.first_start.register_people", full)
        presenter.next()
    assert any("disque est plein" in said.text() for said in room.findChildren(QLabel))
    assert list(folder.iterdir()) == []
    presenter.next()
    assert list(folder.iterdir()) == [place]
    with bootstrap.opened(str(place)) as books, books.read() as read:
        assert [person.name for person in read.people()] == ["Aïcha"]
    room.close()


def test_the_set_up_cannot_be_done_wrong(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    place = str(tmp_path / "shop.db")
    made: list[Answers] = []
    presenter = SetupPresenter(made.append, None)
    dressed()
    room = SetupRoom(presenter, speaking("fr"), lambda _language: None, lambda: None)
    room.show()
    presenter.next()
    presenter.next()
    assert presenter.page == pages.SHOP
    assert set(presenter.wrong) == {"name"}
    presenter.answer(name="La Ruche")
    presenter.identify("siret", "123")
    presenter.next()
    assert set(presenter.wrong) == {"siret"}
    presenter.identify("siret", "73282932000074")
    presenter.next()
    presenter.answer(local_code="1x")
    presenter.next()
    assert set(presenter.wrong) == {"local_code"}
    presenter.answer(local_code="LEM", local_name="Léman")
    presenter.next()
    presenter.next()
    assert set(presenter.wrong) == {"manager", "pin"}
    presenter.answer(manager="Aïcha", pin="2468", pin_again="2467")
    presenter.next()
    assert set(presenter.wrong) == {"pin_again"}
    presenter.answer(pin_again="2468")
    presenter.back()
    presenter.next()
    presenter.next()
    for impossible in ("", "é", "1C", "F1", "BUREAU", "ABCDEFGHI"):
        presenter.answer(till=impossible)
        presenter.next()
        assert set(presenter.wrong) == {"till"}
    presenter.answer(till=" marche ")
    presenter.next()
    assert presenter.page == pages.SUMMARY
    assert made == []
    presenter.next()
    create_shop(place, made[0])
    with bootstrap.opened(place) as books, books.read() as read:
        assert read.shop().locals[0].name == "Léman"
        assert list(read.tills()) == ["MARCHE"]
        assert read.preference("printer.MARCHE") is not None
        (manager,) = read.people()
        assert check_pin(manager, "2468")
    room.close()


def test_the_demo_shop_can_be_stopped_while_it_is_filled(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dressed()
    start = FirstStart(str(tmp_path / "shop.db"), speaking("fr"))
    start.room.show()
    press(start.room, "Essayer d’abord la boutique de démonstration")
    qtbot.waitUntil(lambda: (start.presenter.filled or 0) > 0, timeout=20_000)
    assert list(tmp_path.glob("boutique-commune-*"))
    press(start.room, "Arrêter")
    qtbot.waitUntil(lambda: start.presenter.filled is None, timeout=20_000)
    assert start.presenter.trouble is not None
    assert start.presenter.trouble.code == "stopped"
    assert start.begun is None
    assert not list(tmp_path.glob("boutique-commune-*"))
    assert not (tmp_path / "shop.db").exists()
    start.room.close()
    start.close()


def press(room: QWidget, said: str) -> None:
    (button,) = [each for each in room.findChildren(Button) if each.accessibleName() == said]
    button.click()
