"""The receipt by e-mail: typed, sent, read at the other end, and the address is nowhere afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mail_stories import QUICK, BareServer, MailServer, addresses_in, free_port, settings, until
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shop_builder import ShopBuilder, barcode, card, when
from till_at_work import AICHA, LISE, TillAtWork, let_go

from db.books import SqlBooks
from drivers.mail.pace import Pace, Patience
from drivers.mail.postman import Postman
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import MailSettings, Security, mail_settings, plain_mail
from ess_shop.domain.preferences import MAIL
from ess_shop.domain.receipt import TRAINING_MARK, ReceiptSettings
from ess_shop.domain.sale import Means
from ess_shop.services import noting
from ess_shop.services.mailing import letter_of
from ess_shop.services.preferring import change
from ess_shop.services.receipting import receipt_of
from ess_shop.wording import speaking
from ui.desktop.app import App
from ui.desktop.presenters import panels, places
from ui.desktop.program import application
from ui.desktop.rooms.selling.after_panel import AfterPanel
from ui.desktop.rooms.settings.mail_page import MailPage
from ui.desktop.rooms.settings.room import SettingsRoom

MARIE = "Marie.Dupont@example.org"
Begin = Callable[..., TillAtWork]


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def begin(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[Begin]:
    """Opens a till whose post works with the settings that are given."""
    made: list[TillAtWork] = []
    posts: list[Postman] = []

    def start(arranged: MailSettings, *, pace: Pace = QUICK, **how: object) -> TillAtWork:
        shop = ShopBuilder(sqlite_books)
        shop.article(shop.member(accepts="50"), "12.35")
        shop.open(when(2))
        posts.append(Postman(arranged, tmp_path / "mail", pace=pace))
        made.append(TillAtWork(shop, post=posts[-1], **how))  # type: ignore[arg-type]
        return made[-1]

    yield start
    for at_work in made:
        at_work.close()
    for post in posts:
        post.close()


def sell(at_work: TillAtWork) -> None:
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.till.sale.paying.tender(Means.CARD)
    at_work.till.sale.paying.validate()
    at_work.settle()


def form(at_work: TillAtWork):  # type: ignore[no-untyped-def]
    panel = at_work.sale.panel(panels.AFTER)
    assert isinstance(panel, AfterPanel)
    return panel._form


def seen(at_work: TillAtWork, true: Callable[[], object]) -> None:
    """Until the window has heard of it."""

    def look() -> object:
        QApplication.processEvents()
        return true()

    until(look)


def test_by_keyboard_a_customer_gets_it_and_the_address_is_nowhere(
    begin: Begin, server: MailServer, tmp_path: Path, sqlite_books: SqlBooks
) -> None:
    at_work = begin(settings(server.port), threads=True)
    sell(at_work)
    at_work.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert at_work.focus is form(at_work).address.line
    at_work.type(f" {MARIE} ")
    at_work.key(Qt.Key.Key_Return)
    assert at_work.till.sale.receipts.said == f"Le ticket part vers {MARIE}."
    assert at_work.focus is at_work.sale.basket.entry
    until(lambda: server.letters)
    (found,) = server.letters
    assert server.clerk.recipients == [MARIE.replace("E", "e")]
    assert found["To"] == MARIE
    body = found.get_body(("plain",))
    assert body is not None
    said = body.get_content()
    assert "C1-000001" in said
    assert "12,35\N{NO-BREAK SPACE}€" in said
    (paper,) = found.iter_attachments()
    text = PdfReader(io.BytesIO(paper.get_content())).pages[0].extract_text()
    assert "C1-000001" in text
    assert "Bol 1" in text
    assert TRAINING_MARK not in text + said + found["Subject"]
    with sqlite_books.read() as read:
        assert read.count_events(noting.RECEIPT, "C1-000001 email") == 1
    at_work.scan(barcode(1))
    until(lambda: not addresses_in(tmp_path))
    assert at_work.till.sale.receipts.said == ""
    assert form(at_work).address.line.text() == ""
    form(at_work).address.line.undo()
    assert form(at_work).address.line.text() == ""
    assert list(sqlite_books.defects()) == []


def test_a_scan_forgets_what_was_typed_and_sells(begin: Begin, server: MailServer, tmp_path: Path) -> None:
    at_work = begin(settings(server.port))
    sell(at_work)
    at_work.touch(at_work.words("By e-mail"))
    at_work.type("marie@exam")
    at_work.scan(barcode(1))
    assert len(at_work.till.selling.content.lines) == 1
    assert form(at_work).address.line.text() == ""
    assert at_work.focus is at_work.sale.basket.entry
    assert not at_work.till.sale.receipts.asking
    assert addresses_in(tmp_path) == []
    assert server.letters == []


def test_escape_goes_back_to_the_choices(begin: Begin, server: MailServer) -> None:
    at_work = begin(settings(server.port))
    sell(at_work)
    at_work.touch(at_work.words("By e-mail"))
    with pytest.raises(LookupError):
        at_work.touch(at_work.words("No receipt"))
    at_work.type("marie")
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.till.selling.panel == panels.AFTER
    assert at_work.focus is at_work.sale.basket.entry
    at_work.touch(at_work.words("By e-mail"))
    assert form(at_work).address.line.text() == ""
    at_work.key(Qt.Key.Key_Escape)
    at_work.touch(at_work.words("No receipt"))
    assert at_work.till.sale.receipts.choice == "none"


def test_who_goes_elsewhere_has_forgotten_the_address(begin: Begin, server: MailServer) -> None:
    at_work = begin(settings(server.port))
    sell(at_work)
    at_work.touch(at_work.words("By e-mail"))
    at_work.type("marie")
    at_work.till.desk.go.ring(places.TICKETS)
    at_work.settle()
    assert not at_work.till.sale.receipts.asking
    assert form(at_work).address.line.text() == ""


@pytest.mark.parametrize(
    "typed", ["", "marie", "marie@", "@example.org", "marie@example", "a b@example.org", "marie@ex..org"]
)
def test_what_cannot_be_an_address_is_said_beside_the_field(
    begin: Begin, server: MailServer, typed: str
) -> None:
    at_work = begin(settings(server.port))
    sell(at_work)
    at_work.touch(at_work.words("By e-mail"))
    at_work.type(typed)
    at_work.key(Qt.Key.Key_Return)
    field = form(at_work).address
    assert "marie@exemple.fr" in field._remark.text()
    assert field.line.text() == typed
    assert at_work.focus is field.line
    assert at_work.till.sale.receipts.choice == ""
    assert at_work.notices() == []
    assert not at_work.till.fittings.post.waiting()


def test_without_a_server_nothing_is_offered(begin: Begin) -> None:
    at_work = begin(MailSettings())
    sell(at_work)
    with pytest.raises(LookupError):
        at_work.touch(at_work.words("By e-mail"))
    at_work.till.sale.receipts.ask_address()
    assert not at_work.till.sale.receipts.asking


def test_while_practising_it_is_only_said(begin: Begin, server: MailServer, tmp_path: Path) -> None:
    at_work = begin(settings(server.port), training=True)
    sell(at_work)
    at_work.touch(at_work.words("By e-mail"))
    at_work.type("marie@example.org")
    at_work.key(Qt.Key.Key_Return)
    assert "marie@example.org" in at_work.till.sale.receipts.said
    assert "Entraînement" in at_work.till.sale.receipts.said
    assert not at_work.till.fittings.post.waiting()
    assert addresses_in(tmp_path) == []
    assert server.letters == []


def test_a_letter_from_practice_would_say_so(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member(), "12.35")
    shop.open(when(2))
    shop.sell(bowl, card("12.35"))
    with sqlite_books.read() as read:
        found = read.sale("C1", 1)
        assert found is not None
        receipt = receipt_of(read, found.sale, ReceiptSettings(), training=True)
    made = letter_of(receipt, b"", speaking("en"), to="a@b.example", id="x", at=when(2))
    assert made.subject.startswith(TRAINING_MARK)
    assert made.text.startswith(TRAINING_MARK)


def test_trouble_is_a_banner_and_selling_goes_on(begin: Begin, server: MailServer) -> None:
    server.stop()
    at_work = begin(settings(server.port))
    sell(at_work)
    at_work.till.sale.receipts.send_to(MARIE)
    seen(at_work, at_work.notices)
    assert "ne répond pas" in at_work.notices()[0]
    at_work.scan(barcode(1))
    assert len(at_work.till.selling.content.lines) == 1
    assert len(at_work.notices()) == 1
    server.start()
    at_work.touch(at_work.words("Try again"))
    seen(at_work, lambda: server.letters)
    seen(at_work, lambda: not at_work.till.fittings.post.waiting())
    assert at_work.notices() == []


def test_put_away_it_stays_away_until_tried_again(begin: Begin) -> None:
    at_work = begin(settings(free_port()))
    sell(at_work)
    at_work.till.sale.receipts.send_to(MARIE)
    seen(at_work, at_work.notices)
    at_work.till.desk.notices.withdraw("post")
    sell(at_work)
    at_work.till.sale.receipts.send_to(MARIE)
    seen(at_work, lambda: len(at_work.till.posting.state.waiting) == 2)
    assert at_work.notices() == []
    at_work.till.fittings.post.retry_now()
    seen(at_work, at_work.notices)


def test_an_address_that_nobody_has_is_told_until_it_is_read(begin: Begin, server: MailServer) -> None:
    server.clerk.recipient = "550 nobody"
    at_work = begin(settings(server.port))
    sell(at_work)
    at_work.till.sale.receipts.send_to(MARIE)
    seen(at_work, at_work.notices)
    assert "C1-000001" in at_work.notices()[0]
    at_work.touch(at_work.words("All right"))
    seen(at_work, lambda: not at_work.till.posting.state.lost)
    assert at_work.notices() == []


def test_when_nobody_knows_a_person_decides(begin: Begin, server: MailServer) -> None:
    bare = BareServer("end")
    at_work = begin(settings(bare.port), pace=Pace(delays=(0.05,), patience=Patience(answer=2, taken=0.3)))
    sell(at_work)
    at_work.till.sale.receipts.send_to(MARIE)
    seen(at_work, at_work.notices)
    assert "Personne ne sait" in at_work.notices()[0]
    bare.close()
    at_work.till.fittings.post.arrange(settings(server.port))
    at_work.touch(at_work.words("Send it again"))
    seen(at_work, lambda: server.letters)
    seen(at_work, lambda: not at_work.till.posting.state.waiting)
    assert at_work.notices() == []


# The page of the settings


def mail_page(at_work: TillAtWork) -> MailPage:
    at_work.till.desk.sit(AICHA)
    at_work.till.desk.go.ring(places.SETTINGS)
    room = at_work.window.shown
    assert isinstance(room, SettingsRoom)
    name = at_work.words("E-mail")
    room.turn(list(room.pages).index(name))
    page = room.pages[name]
    assert isinstance(page, MailPage)
    return page


def fill(page: MailPage, server: MailServer) -> None:
    page.security.choose(str(Security.NONE))
    for name, text in (
        ("server", "127.0.0.1"),
        ("port", str(server.port)),
        ("sender", "caisse@boutique.example"),
        ("sender_name", "Boutique"),
    ):
        page.fields[name].line.setText(text)


def test_what_is_set_holds_at_once(begin: Begin, server: MailServer, sqlite_books: SqlBooks) -> None:
    at_work = begin(MailSettings(), person=AICHA)
    page = mail_page(at_work)
    fill(page, server)
    page.keep.click()
    assert at_work.notices() == [at_work.words("Saved.")]
    with sqlite_books.read() as read:
        kept = mail_settings(read.preference("mail"))
    assert (kept.server, kept.sender) == ("127.0.0.1", "caisse@boutique.example")
    sell(at_work)
    at_work.touch(at_work.words("By e-mail"))
    at_work.type("marie@example.org")
    at_work.key(Qt.Key.Key_Return)
    seen(at_work, lambda: server.letters)
    page = mail_page(at_work)
    page.fields["server"].line.clear()
    page.keep.click()
    sell(at_work)
    with pytest.raises(LookupError):
        at_work.touch(at_work.words("By e-mail"))
    assert list(sqlite_books.defects()) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("server", "mail server"),
        ("port", "0"),
        ("port", "99999"),
        ("port", "smtp"),
        ("sender", ""),
        ("sender", "caisse"),
        ("sender", "caisse@boutique.example\r\nBcc: x@y.example"),
        ("sender_name", "Bou\ttique"),
        ("sender_name", "B" * 101),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    begin: Begin, server: MailServer, sqlite_books: SqlBooks, field: str, text: str
) -> None:
    at_work = begin(MailSettings(), person=AICHA)
    page = mail_page(at_work)
    fill(page, server)
    line = page.fields[field].line
    line.setText(text)
    page.keep.click()
    assert line.property("wrong") == "true"
    marked = [name for name, each in page.fields.items() if each.line.property("wrong") == "true"]
    assert marked == [field]
    with sqlite_books.read() as read:
        assert read.preference("mail") is None
    assert not at_work.till.fittings.post.ready


def test_a_password_is_asked_for_and_kept_out_of_the_books(
    begin: Begin, server: MailServer, sqlite_books: SqlBooks, tmp_path: Path
) -> None:
    at_work = begin(MailSettings(), person=AICHA)
    page = mail_page(at_work)
    fill(page, server)
    page.security.choose(str(Security.TLS))
    page.fields["user"].line.setText("caisse")
    page.keep.click()
    assert page.fields["password"].line.property("wrong") == "true"
    page.fields["password"].line.setText(" sésame42 ")
    page.keep.click()
    assert at_work.till.fittings.post.ready
    assert page.fields["password"].line.text() == ""
    assert at_work.words("Empty keeps the old one. It stays on this computer and is in no backup.") in (
        page.fields["password"]._remark.text()
    )
    page.fields["sender_name"].line.setText("La Boutique")
    page.keep.click()
    assert at_work.notices() == [at_work.words("Saved.")]
    assert not page.unsaved
    page.fields["server"].line.setText("elsewhere.example")
    page.keep.click()
    assert page.fields["password"].line.property("wrong") == "true"
    holding = [
        path.name
        for path in tmp_path.rglob("*")
        if path.is_file() and any(sign in path.read_bytes() for sign in (b"same42", b"\\u00e9same42"))
    ]
    assert holding == ["password.json"]


def test_a_password_never_travels_unprotected(begin: Begin, server: MailServer) -> None:
    at_work = begin(MailSettings(), person=AICHA)
    page = mail_page(at_work)
    fill(page, server)
    page.fields["server"].line.setText("mail.example.org")
    page.fields["user"].line.setText("caisse")
    page.fields["password"].line.setText("x")
    page.keep.click()
    assert "STARTTLS" in page.guard._remark.text()
    assert not at_work.till.fittings.post.ready


def test_the_port_follows_the_protection(begin: Begin) -> None:
    at_work = begin(MailSettings(), person=AICHA)
    page = mail_page(at_work)
    port = page.fields["port"].line
    assert port.text() == "587"
    at_work.touch("TLS")
    assert port.text() == "465"
    port.setText("2525")
    at_work.touch("STARTTLS")
    assert port.text() == "2525"


def test_a_test_letter_is_answered_in_words(begin: Begin, server: MailServer, tmp_path: Path) -> None:
    at_work = begin(MailSettings(), person=AICHA)
    page = mail_page(at_work)
    fill(page, server)
    page.to.line.setText("nobody")
    page._try()
    assert page.to.line.property("wrong") == "true"
    page.to.line.setText("marie@example.org")
    said: list[str] = []
    page._presenter.tried.connect(lambda: said.append(page._presenter.said))
    at_work.touch(at_work.words("Send the test letter"))
    assert said[0] == at_work.words("The test letter is on its way…")
    seen(at_work, lambda: "a pris" in page.said.text())
    assert len(server.letters) == 1
    server.stop()
    page._try()
    seen(at_work, lambda: "ne répond pas" in page.said.text())
    assert addresses_in(tmp_path) == []
    assert not at_work.till.fittings.post.ready


def test_what_waits_can_be_given_up(begin: Begin, tmp_path: Path) -> None:
    at_work = begin(settings(free_port()), person=AICHA)
    sell(at_work)
    at_work.till.sale.receipts.send_to(MARIE)
    seen(at_work, at_work.notices)
    page = mail_page(at_work)
    assert "1 courriel" in page.waiting.text()
    at_work.touch(at_work.words("Give them up"))
    seen(at_work, lambda: page.waiting.text() == "")
    assert addresses_in(tmp_path) == []


def test_what_waits_outlives_the_program(
    qapp: object, sqlite_books: SqlBooks, tmp_path: Path, server: MailServer
) -> None:
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member(), "12.35")
    shop.open(when(2))
    sold = shop.sell(bowl, card("12.35"))
    change(sqlite_books, MAIL, plain_mail(settings(server.port)), id=new_id(), at=shop.tick())
    server.stop()
    app = App(application(), sqlite_books, speaking("fr"), tmp_path / "till")
    app.till.sale.receipts.offer(sold)
    app.till.sale.receipts.send_to(MARIE)
    until(app.post.waiting)
    app.close()
    let_go(app.frame)
    server.start()
    app = App(application(), sqlite_books, speaking("fr"), tmp_path / "till")
    until(lambda: server.letters)
    until(lambda: not app.post.waiting())
    app.close()
    let_go(app.frame)
    assert server.letters[0]["To"] == MARIE
    assert addresses_in(tmp_path) == []


def test_a_volunteer_sets_nothing(begin: Begin) -> None:
    at_work = begin(MailSettings(), person=LISE)
    at_work.till.desk.go.ring(places.SALE)
    at_work.till.desk.go.ring(places.SETTINGS)
    assert at_work.till.navigation.room == places.SALE
