"""The gallery's scenes of what the law asks: closings, event log, verification, rights, an officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from ess_shop import __version__
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.event_words import EventWords
from ess_shop.domain.law_papers import AttestationPaper, EventLine, EventLogPaper
from ess_shop.domain.periods import PeriodKind
from ess_shop.services.closures import period_paper
from ess_shop.services.granting import officer_now, rights_of
from ui import bootstrap
from ui.desktop.gallery_sheets import pictured
from ui.desktop.presenters import places
from ui.desktop.presenters.closures import DAYS, MONTHS, YEARS
from ui.desktop.presenters.event_log import ALL, ANY
from ui.desktop.rooms.books.closures_page import ClosuresPage
from ui.desktop.rooms.books.event_log_page import EventLogPage
from ui.desktop.rooms.books.law_page import LawPage
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.pages_room import PagesRoom
from ui.desktop.rooms.settings.officer_page import OfficerPage
from ui.desktop.rooms.settings.rights_page import RightsPage
from ui.desktop.till import Fittings, Till

Scene = tuple[str, Callable[[], object]]
P = TypeVar("P", bound=Page)


def scenes(till: Till) -> Iterator[Scene]:
    """Somebody who may see everything sits there; at the end they sit there again."""
    person, go = till.desk.person, till.desk.go.ring
    go(places.SETTINGS)
    yield "rights", partial(_turn, till, RightsPage)
    officer = _turn(till, OfficerPage)
    yield "officer", lambda: None
    yield "officer-refused", officer.keep_it
    yield "officer-let-in", partial(_let_in, officer)
    go(places.BOOKS)
    closures = _turn(till, ClosuresPage)
    yield "closings-days", partial(_level, closures, DAYS)
    yield "closings-months", partial(_closed, closures)
    yield "closings-years", partial(_level, closures, YEARS)
    log = _turn(till, EventLogPage)
    yield "event-log", partial(_choose, log, ALL, ANY)
    yield "event-log-people", partial(_choose, log, ALL, "people")
    yield "event-log-none", partial(log.presenter.find, "zzz")
    log.presenter.find("")
    _choose(log, ALL, ANY)
    law = _turn(till, LawPage)
    yield "verification", lambda: None
    yield "verified", law.keep_it
    yield "officer-sits", partial(_officer_sits, till)
    till.desk.sit(person)


def papers(fittings: Fittings, folder: Path) -> int:
    """A closed month, the event log, the attestation and the manual; returns how many pictures that makes."""
    words, press = fittings.words, bootstrap.LawPress(fittings.words)
    today = fittings.clock().date()
    with fittings.books.read() as read:
        shop, months = read.shop(), read.periods(PeriodKind.MONTH)
        closed = [period_paper(read, PeriodKind.MONTH, each.name) for each in months[-1:]]
        rows, said = read.events(EventQuery(limit=40)), EventWords(words, read.named_ids())
    for paper in closed:
        press.period(folder / "closed-month.pdf", paper)
    lines = [
        EventLine(row.at[:16], row.till, said.said(row.code), said.detail(row.code, row.detail), row.who)
        for row in rows
    ]
    press.event_log(
        folder / "event-log.pdf", EventLogPaper(shop, lines, words("From the beginning on"), today)
    )
    attestation = AttestationPaper(shop, "", "", "", "ess-shop", __version__, press.fingerprint(), today)
    press.attestation(folder / "attestation.pdf", attestation)
    press.manual(folder / "manual.pdf", __version__)
    names = ("closed-month", "event-log", "attestation", "manual")
    there = [name for name in names if (folder / f"{name}.pdf").is_file()]
    return sum(pictured(folder / f"{name}.pdf", folder, f"96-{name}") for name in there)


def _turn(till: Till, kind: type[P]) -> P:
    """Open the page of that kind in the room that is shown."""
    room = till.window.shown
    if not isinstance(room, PagesRoom):
        raise TypeError(room)
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, kind))
    room.turn(pages.index(page))
    return page


def _let_in(page: OfficerPage) -> None:
    last = page.desk.clock().date() + timedelta(days=30)
    for field, text in (
        (page.name, "Mme Rey, contrôleuse"),
        (page.until, f"{last:%d/%m/%Y}"),
        (page.pin, "471100"),
        (page.again, "471100"),
    ):
        field.line.setText(text)
    page.keep_it()


def _level(page: ClosuresPage, level: str) -> None:
    page.level.choose(level)
    page.presenter.choose(level)


def _choose(page: EventLogPage, period: str, kind: str) -> None:
    page.period.choose(period)
    page.kind.choose(kind)
    page.presenter.choose_period(period)
    page.presenter.choose_kind(kind)


def _closed(page: ClosuresPage) -> None:
    _level(page, MONTHS)
    if page.presenter.may_close:
        page.presenter.close()


def _officer_sits(till: Till) -> None:
    """The tax officer comes in: only the books are there."""
    with till.desk.books.read() as read:
        found, rights = officer_now(read, till.desk.clock().date()), rights_of(read)
    if found is not None:
        till.desk.sit(found[0], rights)
        till.desk.go.ring(places.BOOKS)
