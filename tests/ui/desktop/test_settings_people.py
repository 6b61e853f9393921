"""People are added, changed, and leave; a manager always stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from settings_at_work import page_of, settings_at_work
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.people import Person, Role
from ess_shop.services.signing_in import check_pin
from ui.desktop.rooms.settings.people_page import PeoplePage
from ui.desktop.widgets.tile import Tile


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        yield at_work


@pytest.fixture
def people(at_work: TillAtWork) -> PeoplePage:
    return page_of(at_work, PeoplePage)


def known(at_work: TillAtWork) -> dict[str, Person]:
    with at_work.shop.books.read() as read:
        return {person.name: person for person in read.people()}


def add(page: PeoplePage, name: str, *, role: Role = Role.VOLUNTEER, pin: str = "", again: str = "") -> None:
    page.choose(None)
    page.name.line.setText(name)
    page.role.choose(str(role))
    page.pin.line.setText(pin)
    page.again.line.setText(again or pin)
    page.keep.click()


def test_someone_new_comes_with_a_pin_and_a_colour(at_work: TillAtWork, people: PeoplePage) -> None:
    people.choose(None)
    people._colours.button(6).click()
    people.name.line.setText("Zoé")
    people.pin.line.setText("1234")
    people.again.line.setText("1235")
    people.keep.click()
    assert "codes" in at_work.notices()[0]
    assert "Zoé" not in known(at_work)
    people.again.line.setText("1234")
    people.keep.click()
    zoe = known(at_work)["Zoé"]
    assert check_pin(zoe, "1234")
    assert zoe.colour == 6
    assert at_work.shop.defects() == []


@pytest.mark.parametrize(
    ("name", "pin"),
    [("", "1234"), ("  ", ""), ("A" * 61, ""), ("a\x1bb", ""), ("Zoé", "12"), ("Zoé", "12a4")],
)
def test_who_cannot_be_added(at_work: TillAtWork, people: PeoplePage, name: str, pin: str) -> None:
    before = known(at_work)
    add(people, name, pin=pin)
    assert known(at_work) == before
    assert at_work.till.desk.notices.standing[-1].topic == "trouble"


def test_two_people_of_one_name_are_told_apart(at_work: TillAtWork, people: PeoplePage) -> None:
    add(people, "Zoé")
    add(people, "zoé")
    assert "nom de famille" in at_work.notices()[-1]
    assert [name for name in known(at_work) if name.casefold() == "zoé"] == ["Zoé"]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.TREASURER])
def test_who_has_much_to_say_has_a_pin(at_work: TillAtWork, people: PeoplePage, role: Role) -> None:
    add(people, "Léa", role=role)
    assert "Léa" not in known(at_work)
    add(people, "Léa", role=role, pin="2580")
    assert known(at_work)["Léa"].role is role


def test_the_last_manager_stays(at_work: TillAtWork, people: PeoplePage) -> None:
    people.choose(people.presenter.people[0])
    people.active.setChecked(False)
    people.keep.click()
    assert at_work.till.desk.notices.standing[0].topic == "trouble"
    people.active.setChecked(True)
    people.role.choose(str(Role.VOLUNTEER))
    people.keep.click()
    assert known(at_work)[AICHA.name].active
    assert known(at_work)[AICHA.name].role is Role.MANAGER


def test_who_left_stands_apart_and_may_come_back(at_work: TillAtWork, people: PeoplePage) -> None:
    add(people, "Zoé")
    people.active.setChecked(False)
    people.keep.click()
    assert [person.name for person in people.presenter.gone] == ["Zoé"]
    assert people.gone.isVisible()
    at_work.touch("Zoé")
    people.active.setChecked(True)
    people.keep.click()
    assert known(at_work)["Zoé"].active
    assert not people.gone.isVisible()


def tile(page: PeoplePage, name: str) -> Tile:
    return next(tile for tile in page.names.findChildren(Tile) if tile.text() == name and tile.isVisible())


def test_another_one_waits_until_this_one_is_saved(at_work: TillAtWork, people: PeoplePage) -> None:
    add(people, "Zoé")
    people.name.line.setText("Zoé Blanc")
    tile(people, AICHA.name).click()
    assert people.name.value == "Zoé Blanc"
    at_work.touch(at_work.words("Save"))
    assert "Zoé Blanc" in known(at_work)
    tile(people, AICHA.name).click()
    assert people.name.value == AICHA.name


def test_the_role_of_a_member_is_shown(at_work: TillAtWork, people: PeoplePage) -> None:
    add(people, "Potière", role=Role.MEMBER)
    assert known(at_work)["Potière"].role is Role.MEMBER
    assert people.role.value == "member"


def test_tab_comes_to_the_colour_that_is_chosen_and_arrows_go_on(
    at_work: TillAtWork, people: PeoplePage
) -> None:
    people.choose(people.presenter.here[0])
    colour = people._colours.checkedButton()
    assert colour.isVisible()
    people.name.line.setFocus()
    at_work.key(Qt.Key.Key_Tab)
    assert at_work.focus is colour
    at_work.key(Qt.Key.Key_Right)
    assert people._colours.checkedButton() is at_work.focus is not colour
    at_work.key(Qt.Key.Key_Tab)
    assert at_work.focus is people.pin.line
