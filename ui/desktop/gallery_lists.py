"""The gallery's scenes of lists and labels: mistakes by cell, a good list, its slip, sheets and rolls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from ess_shop.domain.articles import Article
from ui import bootstrap
from ui.desktop.presenters.looking_at_list import AGAIN
from ui.desktop.rooms.goods.labels_page import LabelsPage
from ui.desktop.rooms.goods.list_page import ListPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]
Line = tuple[str | int, ...]

HEAD = ("Article", "Description", "Code", "Prix TTC", "Quantité", "TVA")
NEW: tuple[Line, ...] = (
    ("Vase bleu nuit", "Grès émaillé, une pièce à la fois", "", "24.90", 3, 20),
    ("Théière ronde", "", "", "48", 2, 20),
    ("Bol à soupe", "", "", "16.50", 6, 20),
)
WRONG: tuple[Line, ...] = (
    ("Lampe", "", "", "=12+1", 1, 20),
    ("Coupelle", "", "", "douze", 0, 20),
    ("Assiette", "", "XZ-9", "18", 4, 77),
)


def scenes(till: Till, folder: Path) -> Iterator[Scene]:
    """A list from its file to its labels; somebody who may take goods in sits there, the room is open."""
    room = till.window.shown
    if not isinstance(room, GoodsRoom):
        return
    words = till.desk.words
    with till.desk.books.read() as read:
        member = read.members()[0]
        goods = read.articles_of(member.id)[:2]
    yield "list-empty", partial(room.turn_to, words("From a list"))
    page = room.page
    if not isinstance(page, ListPage):
        return
    page.presenter.files = bootstrap.ListFiles(words, folder)
    page.presenter.choosing.choose_id(member.id)
    yield "list-member", lambda: None
    yield "list-problems", partial(_open, page, folder / "depot-a-corriger.csv", (*WRONG, *NEW))
    lines = (*NEW, *_known(goods))
    yield "list-good", partial(_open, page, folder / "depot-novembre.csv", lines)
    page.presenter.decide_all()
    yield "list-taken", page.keep_it
    page.presenter.forget()
    yield "list-came-before", partial(_open, page, folder / "depot-novembre.csv", lines)
    yield "list-asked-again", page.keep_it
    _again(page)
    till.desk.notices.pass_on()
    yield "labels", partial(_labels, room, page)
    labels = room.page
    if isinstance(labels, LabelsPage):
        yield from _labels_of(labels)
    page.presenter.forget()


def _known(goods: Sequence[Article]) -> tuple[Line, ...]:
    """The first at another price, the second as the books say."""
    dearer = goods[0].price * 2
    return (
        ("", "", goods[0].code, str(dearer.decimal()), 4, ""),
        ("", "", goods[1].code, str(goods[1].price.decimal()), 2, ""),
    )


def _again(page: ListPage) -> None:
    """As many pieces came once more."""
    notice = next(each for each in page.desk.notices.standing if each.topic == AGAIN)
    page.desk.notices.withdraw(AGAIN)
    notice.steps[0].act()


def _open(page: ListPage, path: Path, lines: Sequence[Line]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(";".join(str(cell) for cell in line) for line in (HEAD, *lines))
    path.write_text(text, "utf-8")
    page.picked(path)


def _labels(room: GoodsRoom, page: ListPage) -> None:
    labels = room.pages[page.words("Labels")]
    if isinstance(labels, LabelsPage):
        labels.presenter.ask(page.presenter.labels)


def _labels_of(page: LabelsPage) -> Iterator[Scene]:
    yield "labels-begun-sheet", partial(page.sheet.begun.emit, 5)
    yield "labels-sizes", page.choose_size
    page.show_main()
    yield "labels-roll", partial(page.choose, on="roll")
    yield "labels-receipt", partial(page.choose, on="receipt")
    page.choose(on="sheet")
    yield "labels-member", page.ask_member
    page.show_main()
    yield "labels-made", page.keep_it
