"""The gallery’s scenes of the month’s end: every step, a figure explained, two signatures, a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ess_shop.domain.ids import new_id
from ess_shop.domain.month_plan import LocalChoice, SettlingRules
from ess_shop.domain.people import Person, Right, Role
from ess_shop.domain.rights import Rights
from ess_shop.services.explaining import Figure
from ess_shop.services.granting import change_rights, rights_of
from ess_shop.services.planning_month import set_settling_rules
from ui.desktop.presenters import places
from ui.desktop.presenters.month import Step
from ui.desktop.rooms.books.month.approve_step import ApproveStep
from ui.desktop.rooms.books.month.page import MonthPage
from ui.desktop.rooms.books.month.paid_step import PaidStep
from ui.desktop.rooms.books.month.preview_step import PreviewStep
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]
SECOND_PIN = "1234"


def scenes(till: Till, treasurer: Person, folder: Path) -> Iterator[Scene]:
    """The treasurer settles the month that waits, a manager signs second; then who sat there sits again."""
    person = till.desk.person
    _arrange(till)
    till.desk.sit(treasurer, _rights(till))
    till.desk.go.ring(places.BOOKS)
    room = till.window.shown
    if not isinstance(room, BooksRoom):
        return
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, MonthPage))
    page.presenter.papers.choose_place(folder)
    yield "month-checks", partial(room.turn, pages.index(page))
    page.presenter.checks.verify()
    yield "month-verified", lambda: None
    yield "month-preview", partial(page.path.go, Step.PREVIEW)
    yield "month-plots", partial(_plots, page)
    yield "month-because", partial(_explain, page)
    page.show_main()
    yield "month-adjust", partial(page.path.go, Step.ADJUST)
    yield "month-note", partial(_note, page)
    yield "month-approve", partial(_decide, page)
    yield "month-signed", page.keep_it
    yield "month-wrong-pin", partial(_sign, page, "0000")
    yield "month-papers", partial(_sign, page, SECOND_PIN)
    yield "month-written", page.keep_it
    yield "month-to-pay", partial(page.path.go, Step.PAID)
    yield "month-paid", page.keep_it
    yield "month-came-back", partial(_came_back, page)
    till.desk.sit(person)
    till.desk.go.ring(places.BOOKS)


def _rights(till: Till) -> Rights:
    with till.desk.tills_books.read() as read:
        return rights_of(read)


def _arrange(till: Till) -> None:
    """Two people approve, and managers may."""
    books, at = till.desk.tills_books, till.desk.clock()
    with books.read() as read:
        rights = rights_of(read)
    if not rights.matrix[Role.MANAGER] >= {Right.SETTLE}:
        given = rights.changed(Role.MANAGER, Right.SETTLE, given=True)
        change_rights(books, given, who="", id=new_id(), at=at)
    set_settling_rules(books, SettlingRules(approvers=2), id=new_id(), at=at)


def _plots(page: MonthPage) -> None:
    """The pictures, drawn for the room they have."""
    step = page.steps[Step.PREVIEW]
    if isinstance(step, PreviewStep):
        step.cards.draw()
        page.scroll_to(step.cards.y())


def _explain(page: MonthPage) -> None:
    """What is due to the first member of whom something was sold."""
    step, preview = page.steps[Step.PREVIEW], page.presenter.preview
    if isinstance(step, PreviewStep):
        member = next(each for each in page.path.table.rows if each.sold)
        column = next(each for each in preview.columns if each.figure is Figure.BALANCE)
        preview.explain(member, column)


def _note(page: MonthPage) -> None:
    choosing = page.presenter.adjust.member
    choosing.choose(choosing.members[2])


def _decide(page: MonthPage) -> None:
    """Whatever is missing waits; then what approving does."""
    adjust = page.presenter.adjust
    for code, _missing in list(adjust.short):
        adjust.choose_local(code, LocalChoice.CARRY)
    page.path.go(Step.APPROVE)


def _sign(page: MonthPage, pin: str) -> None:
    step = page.steps[Step.APPROVE]
    if isinstance(step, ApproveStep):
        step.pin.line.setText(pin)
        step.sign.click()


def _came_back(page: MonthPage) -> None:
    step = page.steps[Step.PAID]
    if isinstance(step, PaidStep):
        step.table.selectRow(1)
        step.reason.line.setText(page.words("Account closed"))
        step.back.click()
