"""The display across the counter: what it says through a sale, where it stands, what it leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shop_builder import ShopBuilder, barcode, when
from test_display_presenter import NAME, article, maker
from till_at_work import AICHA, TillAtWork, dressed

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.preferences import DISPLAY, NOWHERE, SECOND_SCREEN, THIS_SCREEN, DisplayPlace
from ess_shop.domain.sale import Means
from ess_shop.services import preferring
from ui.desktop.display.camera import Camera
from ui.desktop.display.display import Display, Faces
from ui.desktop.display.stand import Stand, opposite
from ui.desktop.display.text import SMALLEST, Text, balanced
from ui.desktop.presenters import panels
from ui.desktop.presenters.display import BASKET, CHANGE, IDLE, REST, DisplayPresenter, Shown, Story
from ui.desktop.presenters.settings_display import DisplaySettings
from ui.desktop.rooms.settings.display_page import DisplayPage
from ui.desktop.shell.idle import Idle
from ui.desktop.theme import FAMILY

HERE = Path(__file__).parent


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    bees = maker(shop, "Les Ruches du Môle", "Douze apicultrices et leurs ruches.")
    article(shop, bees, 1, "Honey", "10")
    shop.open(when(2))
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop, person=AICHA)
    at_work.to_sale()
    yield at_work
    at_work.close()


@pytest.fixture
def stand(at_work: TillAtWork) -> Iterator[Stand]:
    stand = Stand(dressed(), at_work.window, at_work.till)
    yield stand
    stand.close()
    at_work.settle()


def choose(at_work: TillAtWork, where: str) -> None:
    DisplaySettings(at_work.till.desk).save(DisplayPlace(where))
    at_work.settle()


def said(display: QWidget) -> list[str]:
    """What can be read on it."""
    texts = [text for text in display.findChildren(QLabel) if text.isVisible() and text.text()]
    assert all(text.accessibleName() == text.text() for text in texts)
    return [plain(text.text()) for text in texts]


def plain(text: str) -> str:
    """With common spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def wait_for(display: Display, kind_says: str) -> list[str]:
    for _ in range(100):
        QTest.qWait(10)
        if kind_says in said(display):
            return said(display)
    raise AssertionError((kind_says, said(display)))


def test_a_sale_as_the_customer_reads_it(at_work: TillAtWork, stand: Stand) -> None:
    choose(at_work, THIS_SCREEN)
    display = stand.display
    assert display is not None
    assert display.isVisible()
    story = ["Les Ruches du Môle", "Douze apicultrices et leurs ruches."]
    assert sorted(said(display)) == sorted(["Bienvenue", NAME, *story])
    at_work.scan(barcode(901))
    at_work.scan(barcode(901))
    shown = wait_for(display, "20,00 €")
    assert set(shown) >= {"Honey", "10,00 €", "Total", "2 articles", *story}
    assert "Dont 10,00 LOC au plus en monnaie locale" in shown
    at_work.till.selling.open(panels.PAY)
    assert wait_for(display, "Reste à payer")[1] == "20,00 €"
    at_work.till.sale.paying.tender(Means.CASH, "5000")
    assert wait_for(display, "Votre monnaie")[1] == "30,00 €"
    at_work.till.sale.paying.validate()
    assert "30,00 €" in wait_for(display, "Merci, et à bientôt !")
    assert plain(display.faces.accessibleName()) == "Votre monnaie, 30,00 €"


def test_what_is_set_holds_at_once(at_work: TillAtWork, stand: Stand) -> None:
    assert stand.display is None  # one screen only, and nobody asked for a window on it
    choose(at_work, THIS_SCREEN)
    assert stand.display is not None
    choose(at_work, NOWHERE)
    assert stand.display is None
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, Display) and each.isVisible()
    ]
    choose(at_work, THIS_SCREEN)
    choose(at_work, SECOND_SCREEN)
    assert stand.display is None


def test_a_place_that_cannot_be_read_is_told_and_nothing_is_shown(at_work: TillAtWork) -> None:
    shop, id = at_work.shop, new_id()
    preferring.change(shop.books, DISPLAY + "C1", {"where": "ceiling"}, id=id, at=shop.tick())
    stand = Stand(dressed(), at_work.window, at_work.till)
    at_work.settle()
    assert stand.display is None
    assert "ceiling" in at_work.notices()[0]
    choose(at_work, THIS_SCREEN)
    assert stand.display is not None
    stand.close()


def test_it_takes_neither_focus_nor_keys(at_work: TillAtWork, stand: Stand) -> None:
    choose(at_work, THIS_SCREEN)
    display = stand.display
    assert display is not None
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert display.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not display.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    inside = [display, *display.findChildren(QWidget)]
    assert {each.focusPolicy() for each in inside} == {Qt.FocusPolicy.NoFocus}
    entry = at_work.sale.basket.entry
    assert at_work.window.focusWidget() is entry
    at_work.type("sav")
    assert entry.text() == "sav"


def test_it_follows_the_practice_till_and_comes_back(
    at_work: TillAtWork, stand: Stand, tmp_path: Path
) -> None:
    choose(at_work, THIS_SCREEN)
    practice = TillAtWork(at_work.shop, person=AICHA, training=True)
    stand.follow(practice.till)
    display = stand.display
    assert display is not None
    practice.to_sale()
    practice.scan(barcode(901))
    assert "EXERCICE – rien ne compte" in wait_for(display, "Honey")
    stand.follow(at_work.till)
    assert "EXERCICE – rien ne compte" not in wait_for(display, "Bienvenue")
    practice.scan(barcode(901))
    QTest.qWait(60)
    assert "Honey" not in said(display)
    practice.close()


def test_a_burst_is_painted_once(at_work: TillAtWork) -> None:
    till = at_work.till
    painted: list[Shown] = []

    class Counted(Display):
        def refresh(self) -> None:
            super().refresh()
            painted.append(presenter.shown())

    presenter = DisplayPresenter(till.selling, till.sale.paying)
    display = Counted()
    display.follow(presenter)
    painted.clear()
    for _ in range(5):
        till.selling.scan(barcode(901))
    assert painted == []
    QTest.qWait(80)
    assert [shown.notes[0] for shown in painted] == ["5 articles"]
    display.leave()
    till.selling.scan(barcode(901))
    QTest.qWait(80)
    assert len(painted) == 1


def test_a_screen_that_mirrors_the_till_is_no_second_one(qapp: object) -> None:
    screen = QGuiApplication.primaryScreen()
    assert opposite([screen], screen.geometry()) is None
    assert opposite([screen], screen.geometry().adjusted(0, 0, -1, -1)) is None
    assert opposite([screen], QRect(screen.geometry().right() + 1, 0, 1280, 800)) is screen


def test_the_page_keeps_the_place_and_shows_an_example(at_work: TillAtWork, stand: Stand) -> None:
    page = DisplayPage(DisplaySettings(at_work.till.desk))
    page.resize(900, 700)
    page.show()
    page.enter()
    at_work.settle()
    assert page.where.value == SECOND_SCREEN
    assert page.explained.text().startswith("Aucun second écran n’est branché")
    assert set(said(page.faces)) >= {"Bienvenue", NAME}
    at_work_button = next(
        button for button in page.where.findChildren(QWidget) if "fenêtre" in button.accessibleName()
    )
    QTest.mouseClick(at_work_button, Qt.MouseButton.LeftButton)
    assert page.explained.text().startswith("Une petite fenêtre")
    assert page.unsaved
    page.keep.click()
    at_work.settle()
    assert not page.unsaved
    assert stand.display is not None
    with at_work.shop.books.read() as read:
        assert read.preference(DISPLAY + "C1") == {"where": THIS_SCREEN}
    page.close()
    page.deleteLater()


LONG = Story(
    "Coopérative des paysannes et paysans de la haute vallée",
    "Des fromages, des laines et des confitures de vingt-trois fermes qui montent en alpage chaque été.",
)
FULLEST = (
    Shown(
        IDLE,
        "Bienvenue",
        "La grande Boutique commune des Quatre Vents et du Lac",
        story=LONG,
        training="EXERCICE",
    ),
    Shown(
        BASKET,
        "Total",
        "12 345,67 €",
        label="12 × Grande couverture de laine de brebis tissée à la main",
        price="1 234,50 €",
        before="au lieu de 1 500,00 €",
        story=LONG,
        notes=("112 articles", "Dont 1 234,00 LOC au plus en monnaie locale"),
        training="EXERCICE – rien ne compte",
    ),
    Shown(
        REST, "Reste à payer", "12 345,67 €", notes=("Total 12 345,67 €", "Reçu : 200,00 LOC + 5 000,00 €")
    ),
    Shown(CHANGE, "Votre monnaie", "1 234,00 LOC + 123,45 €", notes=("Merci, et à bientôt !",), settled=True),
)


@pytest.mark.parametrize(("width", "height"), [(800, 480), (1024, 600), (1920, 1080), (720, 1280)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_on_any_screen(qapp: object, width: int, height: int, percent: int) -> None:
    dressed(percent=percent)
    faces = Faces()
    faces.resize(width, height)
    faces.show()
    for shown in FULLEST:
        faces.show_it(shown)
        QApplication.processEvents()
        QApplication.processEvents()
        for text in faces.findChildren(Text):
            if not text.isVisible() or not text.text():
                continue
            font, lines = text.set_lines()
            metrics = QFontMetrics(font)
            assert " ".join(lines) == text.text(), (text.text(), text.size())
            assert font.pixelSize() > SMALLEST, (text.text(), text.size())
            assert max(metrics.horizontalAdvance(line) for line in lines) <= text.width()
            assert len(lines) * font.pixelSize() <= text.height()
    faces.close()
    faces.deleteLater()
    dressed()


def test_a_word_that_never_fits_ends_in_dots(qapp: object) -> None:
    dressed()
    text = Text("ink", 50)
    text.unit = 400
    text.resize(60, 40)
    text.say("Anticonstitutionnellement")
    _font, lines = text.set_lines()
    assert len(lines) == 1
    assert lines[0].endswith("…")


def test_lines_are_about_as_long_as_each_other(qapp: object) -> None:
    dressed()
    font = QFont(FAMILY)
    font.setPixelSize(40)
    metrics = QFontMetrics(font)
    whole = "La Boutique des Quatre Vents"
    width = metrics.horizontalAdvance("La Boutique des Quatre ")
    assert balanced(whole, metrics, width) == ["La Boutique des", "Quatre Vents"]


def test_another_look_is_worn_at_once(at_work: TillAtWork, stand: Stand) -> None:
    choose(at_work, THIS_SCREEN)
    display = stand.display
    assert display is not None
    ground: QImage = display.grab().toImage()
    dressed("dark")
    at_work.settle()
    assert display.grab().toImage().pixelColor(3, 3).lightness() < ground.pixelColor(3, 3).lightness() - 100
    dressed()


def test_a_customer_touching_it_keeps_no_till_open(at_work: TillAtWork, stand: Stand) -> None:
    choose(at_work, THIS_SCREEN)
    display = stand.display
    assert display is not None
    handle = display.windowHandle()
    assert handle is not None
    locked: list[int] = []
    idle = Idle(lambda: locked.append(1), 1, stand.holds)
    idle.install(dressed())
    try:
        idle._timer.setInterval(400)
        idle.alive()
        for _ in range(6):
            QTest.qWait(100)
            QTest.mouseClick(display.faces.idle, Qt.MouseButton.LeftButton)
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
        assert locked == [1]
        idle.alive()
        for _ in range(6):
            QTest.qWait(100)
            QTest.mouseClick(at_work.window, Qt.MouseButton.LeftButton)
        assert locked == [1]
    finally:
        idle.remove(dressed())


def test_a_customer_touching_it_leaves_the_keyboard_on_the_screen(at_work: TillAtWork, stand: Stand) -> None:
    choose(at_work, THIS_SCREEN)
    assert stand.display is not None
    keyboard = at_work.till.keyboard
    keyboard.toggle(at_work.sale.basket.entry)
    QTest.mouseClick(stand.display.faces.idle, Qt.MouseButton.LeftButton)
    assert keyboard.isVisible()
    QTest.mouseClick(at_work.sale, Qt.MouseButton.LeftButton)
    assert not keyboard.isVisible()


def test_the_gallery_photographs_it(at_work: TillAtWork, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    camera = Camera(at_work.till, 800, folder)
    assert camera.photograph("sale-empty", 3) == 1
    assert camera.photograph("cash", 4) == 0
    camera.close()
    assert [picture.name for picture in folder.iterdir()] == ["03-display-idle.png"]
    assert QImage(str(folder / "03-display-idle.png")).height() == 500


def test_it_fills_the_second_screen_and_leaves_with_it(tmp_path: Path) -> None:
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in (("till", 0, 1280, 800), ("customers", 1280, 1024, 600))
    ]
    plan = tmp_path / "screens.json"
    plan.write_text(json.dumps({"screens": screens}))
    given = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={plan}",
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[2]), str(HERE), str(HERE.parents[1] / "services")]),
    }
    told = subprocess.run(
        [sys.executable, str(HERE / "two_screens.py"), str(tmp_path / "shop.db")],
        env=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == {
        "at first": [1280, 0, 1024, 600],
        "without": None,
        "back": [1280, 0, 1024, 600],
        "frameless": True,
        "closed": None,
    }
