"""The month's end in the window: all six steps on a shop where something is odd with nearly everybody."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from awkward_shop import AICHA, NADIA, PAUL, AwkwardShop, awkward_shop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from shop_builder import APRIL, MARCH, ShopBuilder, when
from test_accessibility import cut, nameless, out_of_reach, too_small, trapped
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter
from ess_shop.domain.month_plan import LocalChoice, SettlingRules
from ess_shop.domain.news import NewsChoice
from ess_shop.domain.people import Person
from ess_shop.domain.post import NoPost
from ess_shop.domain.settlement import Carried, Month
from ess_shop.services import enrolling, planning_month
from ess_shop.services.month_checks import Check, Finding
from ess_shop.services.month_state import month_state
from ess_shop.services.telling import choose
from ui.desktop.presenters import places
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.month import Step
from ui.desktop.rooms.books.closures_page import ClosuresPage
from ui.desktop.rooms.books.month.adjust_step import AdjustStep
from ui.desktop.rooms.books.month.approve_step import ApproveStep
from ui.desktop.rooms.books.month.page import MonthPage
from ui.desktop.rooms.books.month.paid_step import PaidStep
from ui.desktop.rooms.books.month.preview_step import PreviewStep
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.rooms.members.room import MembersRoom

LOOKS = (nameless, out_of_reach, trapped, too_small, cut)


@pytest.fixture
def awkward(sqlite_books: SqlBooks) -> AwkwardShop:
    return awkward_shop(sqlite_books)


@pytest.fixture
def till(qapp: object, awkward: AwkwardShop) -> Iterator[TillAtWork]:
    made = TillAtWork(awkward.shop, person=NADIA)
    yield made
    made.close()


@dataclass
class KeptPost(NoPost):
    """A post that keeps what it is given."""

    ready: bool = True
    letters: list[Letter] = field(default_factory=list)

    def submit(self, letter: Letter) -> None:
        self.letters.append(letter)


def page_of(till: TillAtWork, folder: Path | None = None) -> MonthPage:
    till.till.desk.go.ring(places.BOOKS)
    room = till.window.shown
    assert isinstance(room, BooksRoom)
    room.turn_to(till.words("The month"))
    till.settle()
    page = room.page
    assert isinstance(page, MonthPage)
    if folder is not None:
        page.presenter.papers.choose_place(folder)
    return page


def said(page: MonthPage) -> str:
    QApplication.processEvents()  # what was just made is shown a moment later
    shown = "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    return shown.replace("\N{NO-BREAK SPACE}", " ")


def taken(page: MonthPage) -> str:
    return next(each.text() for each in page.stepper.buttons if each.isChecked())


def by_two(awkward: AwkwardShop) -> None:
    rules = SettlingRules(approvers=2)
    planning_month.set_settling_rules(awkward.shop.books, rules, id=new_id(), at=awkward.shop.now)


def test_six_steps_by_the_keyboard(till: TillAtWork, awkward: AwkwardShop, tmp_path: Path) -> None:
    by_two(awkward)
    books = awkward.shop.books
    page = page_of(till, tmp_path)
    assert taken(page) == "Contrôles"
    assert "Avril 2026 – à régler" in said(page)
    assert "À régler d’abord – Monnaie locale disponible" in said(page)
    assert "Le membre M2 n’a pas d’IBAN" in said(page)
    assert "Vérification des comptes" not in said(page)
    till.key(Qt.Key.Key_F8)
    assert "Vérification des comptes" in said(page)

    till.key(Qt.Key.Key_F9)
    assert taken(page) == "Aperçu"
    step = page.steps[Step.PREVIEW]
    assert isinstance(step, PreviewStep)
    table = step.table
    assert table is not None
    till.key(Qt.Key.Key_Return)
    assert page.covered
    assert "Atelier M2 – " in said(page)
    till.key(Qt.Key.Key_Escape)
    assert not page.covered

    till.key(Qt.Key.Key_F9)
    assert taken(page) == "Ajuster"
    assert "Pas assez de LOC" in said(page)
    till.touch("Pas assez de LOC\N{NO-BREAK SPACE}: Laisser attendre")
    till.touch("M3\N{NO-BREAK SPACE}: J’ai vérifié\N{NO-BREAK SPACE}: confirmer")
    assert "Rien n’attend" not in said(page)

    till.key(Qt.Key.Key_F9)
    assert taken(page) == "Approuver"
    assert "Par virement" in said(page)
    till.key(Qt.Key.Key_F9)
    assert "Nadia Roche a signé" in said(page)
    assert not page.keep.isEnabled()
    till.type("9999")
    till.key(Qt.Key.Key_Return)
    assert "Ce n’est pas le code de Paul Mercier." in said(page)
    till.type("2222")
    till.key(Qt.Key.Key_Return)

    assert taken(page) == "Documents"
    assert "Avril 2026 – approuvé" in said(page)
    till.key(Qt.Key.Key_F9)
    made = page.presenter.papers.made
    assert made is not None
    assert made.folder.parent == tmp_path
    assert len(list((made.folder / "statements").iterdir())) == 5
    with zipfile.ZipFile(made.packed) as packed:
        assert any(name.endswith("transfers.xml") for name in packed.namelist())
    till.key(Qt.Key.Key_F10)
    assert till.opened == [made.folder]

    till.key(Qt.Key.Key_F9)
    assert taken(page) == "Versé"
    till.key(Qt.Key.Key_F9)
    assert "Avril 2026 – versé" in said(page)
    assert not page.keep.isEnabled()
    with books.read() as read:
        state = month_state(read, APRIL)
    assert state.paid
    assert {line.amount.minor for line in state.payouts} == {3700, 990, 1750, 20500}
    assert awkward.shop.defects() == []


def test_a_refused_transfer_and_all_of_them_back(
    till: TillAtWork, awkward: AwkwardShop, tmp_path: Path
) -> None:
    books = awkward.shop.books
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.LEGAL, at=awkward.shop.now)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    page.keep_it()
    page.path.go(Step.PAID)
    page.keep_it()
    step = page.steps[Step.PAID]
    assert isinstance(step, PaidStep)
    step.table.selectRow(0)
    till.settle()
    step.back.click()
    assert "Dites pourquoi" in said(page)
    till.touch("Compte clôturé")
    step.back.click()
    till.settle()
    assert step.presenter.rows[0].back == "Compte clôturé"
    step.table.selectRow(0)
    assert not step.back.isEnabled()
    left = step.presenter.left
    step.why_all.line.setText("La banque a refusé le fichier")
    step.reverse.click()
    till.settle()
    assert any(f"{left} versements" in notice for notice in till.notices())
    assert not step.reverse.isEnabled()
    owed = awkward.shop.owed()
    assert owed["M1", "EUR"] == 6910
    assert owed["M4", "EUR"] == 1750
    assert awkward.shop.defects() == []


def test_a_figure_is_explained_down_to_its_ticket(till: TillAtWork) -> None:
    page = page_of(till)
    page.path.go(Step.PREVIEW)
    step = page.steps[Step.PREVIEW]
    assert isinstance(step, PreviewStep)
    table = step.table
    assert table is not None
    titles = [table.rows.headerData(n, Qt.Orientation.Horizontal) for n in range(table.rows.columnCount())]
    assert [title.replace("\n", " ") for n, title in enumerate(titles) if not table.isColumnHidden(n)] == [
        "Membre",
        "Ventes",
        "Retours",
        "Commission",
        "Frais",
        "Ajusté",
        "Dû",
        "À verser EUR",
        "À verser LOC",
        "Reporté",
        "Par rapport à mars",
    ]
    back = [each.code for each in page.path.table.rows].index("M5")
    table.clicked.emit(table.rows.index(back, titles.index("Retours")))
    till.settle()
    panel = page.because
    assert panel.table.rows.rowCount() == 1
    assert "Retours : -30,00 €" in said(page)
    assert "Ticket C1-000007" in said(page)
    assert not panel.paper.empty


def test_notes_for_a_member(till: TillAtWork, awkward: AwkwardShop) -> None:
    page = page_of(till)
    page.path.go(Step.ADJUST)
    step = page.steps[Step.ADJUST]
    assert isinstance(step, AdjustStep)
    till.type("M1")
    till.key(Qt.Key.Key_Return)
    till.key(Qt.Key.Key_F8)
    assert "Dites pourquoi" in said(page)
    step.reason.line.setText("clé perdue")
    step.amount.line.setText("beaucoup")
    till.key(Qt.Key.Key_F8)
    assert "n’est pas un montant" in said(page)
    step.amount.line.setText("7,50")
    till.key(Qt.Key.Key_F8)
    member = page.path.member(awkward.potter.id)
    assert member is not None
    assert member.fees.minor == -750
    assert step.presenter.member.chosen is None
    till.type("M4")
    till.key(Qt.Key.Key_Return)
    till.touch("Ne pas payer ce mois-ci")
    step.reason.line.setText("en voyage")
    till.key(Qt.Key.Key_F8)
    member = page.path.member(awkward.smith.id)
    assert member is not None
    assert member.legal.why_carried is Carried.EXCLUDED
    assert "Pas de paiement ce mois-ci : en voyage" in said(page)
    till.touch("M4\N{NO-BREAK SPACE}: Payer finalement")
    member = page.path.member(awkward.smith.id)
    assert member is not None
    assert member.legal.why_carried is Carried.NOT
    step.days.line.setText("90")
    step.keep_days.click()
    assert "va de 0 à 60 jours" in said(page)
    step.days.line.setText("30")
    step.keep_days.click()
    till.settle()
    assert page.path.state.rules.window_days == 30
    member = page.path.member(awkward.smith.id)
    assert member is not None
    assert member.legal.why_carried is Carried.HELD


def test_every_way_out_leads_somewhere(till: TillAtWork) -> None:
    page = page_of(till)
    checks = page.presenter.checks
    by_check: dict[Check, Finding] = {}
    for each in checks.troubles:
        by_check.setdefault(each.check, each)
    ways = ((Check.PARKED, places.SALE), (Check.STOCK, places.GOODS), (Check.IBAN, places.MEMBERS))
    for check, room in ways:
        checks.put_right(by_check[check])
        till.settle()
        assert till.window.shown.name == room
        if isinstance(till.window.shown, MembersRoom):
            chosen = till.window.shown.presenter.chosen
            assert chosen is not None
            assert chosen.row.code == "M2"
    checks.put_right(by_check[Check.CASH])
    till.settle()
    books_room = till.window.shown
    assert isinstance(books_room, BooksRoom)
    assert isinstance(books_room.page, ClosuresPage)
    page = page_of(till)
    page.presenter.checks.put_right(by_check[Check.LOCAL])
    assert page.path.step is Step.ADJUST
    page.presenter.checks.put_right(by_check[Check.INVOICES])
    assert any("Demandez à quelqu’un" in notice for notice in till.notices())


def test_months_before_are_looked_at_and_stay_as_they_are(till: TillAtWork) -> None:
    page = page_of(till)
    till.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.path.month == MARCH
    assert taken(page) == "Versé"
    page.path.go(Step.ADJUST)
    assert taken(page) == "Versé"
    page.path.go(Step.APPROVE)
    assert "mars 2026 est approuvé" in said(page)
    page.keep_it()
    assert taken(page) == "Documents"
    page.path.look_at(MARCH.next)
    assert taken(page) == "Contrôles"
    page.path.look_at(Month(2026, 2))
    assert "Le règlement de mars 2026 est déjà fait" in said(page)
    page.path.go(Step.APPROVE)
    assert not page.keep.isEnabled()


def test_a_month_in_which_nothing_was_sold(qapp: object, sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    shop.member()
    shop.now = when(2, 5)
    till = TillAtWork(shop, person=NADIA)
    page = page_of(till)
    assert "Avril 2026 – rien à régler" in said(page)
    page.path.go(Step.PREVIEW)
    assert not page.covered
    page.path.go(Step.APPROVE)
    assert not page.keep.isEnabled()
    till.close()


def test_somebody_agreed_and_then_figures_changed(
    till: TillAtWork, awkward: AwkwardShop, tmp_path: Path
) -> None:
    by_two(awkward)
    books, at = awkward.shop.books, awkward.shop.now
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=at)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    page.keep_it()
    planning_month.exclude(books, APRIL, awkward.smith.id, "en voyage", at=at)
    till.till.desk.sit(PAUL)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    assert "mais les chiffres ont changé" in said(page)
    page.keep_it()
    till.settle()
    assert not page.path.settled
    step = page.steps[Step.APPROVE]
    assert isinstance(step, ApproveStep)
    assert [each.name for each in step.presenter.others] == [NADIA.name]
    step.pin.line.setText("1111")
    step.sign.click()
    till.settle()
    assert page.path.settled


def test_a_transfer_in_doubt_is_owed_again_unless_the_bank_made_it(
    till: TillAtWork, awkward: AwkwardShop, tmp_path: Path
) -> None:
    books, at = awkward.shop.books, awkward.shop.now
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=at)
    planning_month.confirm_account(books, APRIL, awkward.baker.id, at=at)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    page.keep_it()
    for member in (awkward.potter, awkward.baker):
        with books.read() as read:
            known = read.member_file(member.id)
        identity = replace(known.identity, iban="DE89370400440532013000")
        changed = replace(known.member, revision=known.member.revision + 1)
        enrolling.change(books, changed, identity, id=new_id(), at=awkward.shop.tick())
    page.load()
    page.path.go(Step.PAID)
    step = page.steps[Step.PAID]
    assert isinstance(step, PaidStep)
    assert [each.payout.code for each in step.presenter.held] == ["M1", "M3"]
    assert "Absent du fichier bancaire" in said(page)
    till.touch("J’ai vérifié\N{NO-BREAK SPACE}: confirmer")
    assert [each.payout.code for each in step.presenter.held] == ["M3"]
    page.keep_it()
    till.settle()
    assert [(row.back != "", row.line.amount.minor) for row in step.presenter.rows] == [
        (False, 3700),
        (False, 990),
        (True, 20500),
        (False, 1750),
    ]
    assert awkward.shop.owed()["M3", "EUR"] == 20500
    assert awkward.shop.defects() == []


def test_statements_leave_by_email_once(qapp: object, awkward: AwkwardShop, tmp_path: Path) -> None:
    books, shop = awkward.shop.books, awkward.shop
    with books.read() as read:
        known = read.member_file(awkward.smith.id)
    identity = replace(known.identity, email="smith@exemple.org")
    changed = replace(known.member, revision=known.member.revision + 1)
    enrolling.change(books, changed, identity, id=new_id(), at=shop.tick())
    choose(books, awkward.smith.id, NewsChoice(statement=True), id=new_id(), at=shop.tick())
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=shop.now)
    post = KeptPost()
    till = TillAtWork(shop, person=NADIA, post=post)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    page.keep_it()
    till.settle()
    assert "1 membre veut son relevé par courriel." in said(page)
    till.key(Qt.Key.Key_F8)
    assert [letter.to for letter in post.letters] == ["smith@exemple.org"]
    assert post.letters[0].paper.startswith(b"%PDF")
    till.key(Qt.Key.Key_F8)
    assert len(post.letters) == 1
    assert any("toutes les lettres sont déjà parties" in notice for notice in till.notices())
    till.close()


def test_papers_are_stopped_and_begun_again(
    till: TillAtWork, awkward: AwkwardShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planning_month.choose_local(awkward.shop.books, APRIL, "LOC", LocalChoice.CARRY, at=awkward.shop.now)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    page.keep_it()
    heard = LongWork.heard

    def pressed(work: LongWork, done: int, total: int) -> None:
        work.stop()
        heard(work, done, total)

    monkeypatch.setattr(LongWork, "heard", pressed)
    till.key(Qt.Key.Key_F9)
    assert page.presenter.papers.made is None
    assert not list(tmp_path.glob("*.zip"))
    monkeypatch.setattr(LongWork, "heard", heard)
    till.key(Qt.Key.Key_F9)
    assert len(list(tmp_path.glob("*.zip"))) == 1


def test_no_papers_in_practice(qapp: object, awkward: AwkwardShop, tmp_path: Path) -> None:
    planning_month.choose_local(awkward.shop.books, APRIL, "LOC", LocalChoice.CARRY, at=awkward.shop.now)
    till = TillAtWork(awkward.shop, person=NADIA, training=True)
    page = page_of(till, tmp_path)
    page.path.go(Step.APPROVE)
    page.keep_it()
    page.keep_it()
    till.settle()
    assert any("aucun document n’est fait" in notice for notice in till.notices())
    assert not list(tmp_path.glob("Règlement*"))
    till.close()


@pytest.mark.parametrize("person", [AICHA])
def test_who_may_not_settle_only_looks(till: TillAtWork, person: Person) -> None:
    till.till.desk.sit(person)
    page = page_of(till)
    page.path.go(Step.APPROVE)
    assert "c’est la trésorerie qui approuve" in said(page)
    assert not page.keep.isEnabled()
    page.path.go(Step.ADJUST)
    step = page.steps[Step.ADJUST]
    assert isinstance(step, AdjustStep)
    assert not step.note.isEnabled()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_step_is_for_everybody(
    qapp: object, awkward: AwkwardShop, tmp_path: Path, percent: int
) -> None:
    by_two(awkward)
    till = TillAtWork(awkward.shop, person=NADIA, percent=percent)
    page = page_of(till, tmp_path)
    wrong = []

    def look(state: str) -> None:
        for _ in range(3):
            till.settle()
        wrong.extend(f"{state}: {each.__name__}: {found}" for each in LOOKS for found in each(till))

    look("checks")
    page.path.go(Step.PREVIEW)
    look("preview")
    preview = page.presenter.preview
    preview.explain(page.path.table.rows[1], preview.columns[1])
    look("because")
    page.show_main()
    page.path.go(Step.ADJUST)
    look("adjust")
    page.presenter.adjust.choose_local("LOC", LocalChoice.CARRY)
    look("decided")
    page.path.go(Step.APPROVE)
    look("approve")
    page.keep_it()
    look("signed")
    step = page.steps[Step.APPROVE]
    assert isinstance(step, ApproveStep)
    step.pin.line.setText("2222")
    step.sign.click()
    look("papers")
    page.keep_it()
    look("written")
    page.keep_it()
    look("to pay")
    page.keep_it()
    look("paid")
    till.close()
    assert [each for each in wrong if "Table “Membres”" not in each] == []
