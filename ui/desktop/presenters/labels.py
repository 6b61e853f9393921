"""Labels: for which goods and how many, on what they are printed, and the making of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ess_shop.domain.devices import Devices
from ess_shop.domain.ids import new_id
from ess_shop.domain.label_settings import (
    RECEIPT,
    ROLL,
    SHEET,
    LabelChoice,
    LabelSettings,
    label_settings,
    plain_label_settings,
)
from ess_shop.domain.label_sheets import AVERY, SheetLayout
from ess_shop.domain.labels import Label
from ess_shop.domain.labels import each as every
from ess_shop.domain.people import Right
from ess_shop.domain.preferences import LABELLED, LABELS, PRINTER
from ess_shop.domain.receipt_printer import PrinterSettings, PrintJob, Wire, printer_settings
from ess_shop.errors import Refused, ShopError
from ess_shop.services import labelling, preferring
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.label_goods import LabelGoods
from ui.desktop.presenters.label_maker import LabelMaker
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter


class LabelsPresenter:
    """The goods that wait for labels, and what they are printed on, as the till did it last.

    `device` is the lane of the label printer: who sells does not wait for it.
    """

    def __init__(
        self,
        desk: Desk,
        maker: LabelMaker,
        papers: PapersPresenter,
        device: Lane,
        plugged: Callable[[], Devices] = Devices,
    ) -> None:
        self.desk, self._maker, self._papers, self._device = desk, maker, papers, device
        self._plugged = plugged
        self.devices = Devices()
        self.found: Bell[[]] = Bell()
        """Rung when it was looked what is plugged in."""
        self.goods = LabelGoods(desk)
        self.settings, self.choice = LabelSettings(), LabelChoice()
        self.picture, self.pictured = b"", ""
        """The first label as it will come out, and why there is none."""
        self.work = LongWork()
        self.changed: Bell[[]] = Bell()
        """Rung when the goods, the choice or the work changed."""
        self.drawn: Bell[[]] = Bell()
        """Rung when there is another picture."""
        self.asked: Bell[[]] = Bell()
        """Rung when another page wants labels made."""
        self._drawn = 0
        self.goods.renewed.connect(self._renew)

    # What is set

    def load(self) -> None:
        """Read what the shop set and what the till printed on last."""
        books, till = self.desk.books, self.desk.till

        def ask() -> tuple[LabelSettings, LabelChoice]:
            with books.read() as read:
                settings = label_settings(read.preference(LABELS))
                return settings, LabelChoice.from_plain(read.preference(f"{LABELLED}{till}"))

        def see(found: tuple[LabelSettings, LabelChoice]) -> None:
            self.settings, self.choice = found
            if self.choice.layout not in [layout.name for layout in self.layouts]:
                self.choice = replace(self.choice, layout=LabelChoice().layout, start=1)
            if not 1 <= self.choice.start <= self.layout.per_sheet:
                self.choice = replace(self.choice, start=1)
            self._renew()

        self.desk.lane.run(ask, see)

    @property
    def layouts(self) -> Sequence[SheetLayout]:
        """The shop's own sizes first, then the usual ones."""
        return (*self.settings.sizes, *AVERY.values())

    @property
    def layout(self) -> SheetLayout:
        """The sheet that is chosen."""
        return self.settings.layout(self.choice.layout)

    def choose(self, choice: LabelChoice) -> None:
        """Print on that; another sheet begins at its first label."""
        if choice.layout != self.choice.layout:
            choice = replace(choice, start=1)
        self.choice = choice
        self._renew()

    def say_printer(self, address: str) -> None:
        """The label printer is there; while it is typed nothing is drawn anew."""
        self.choice = replace(self.choice, printer=address)

    def look(self) -> None:
        """Look what is plugged in that could be a label printer."""

        def see(devices: Devices) -> None:
            self.devices = devices
            self.found.ring()

        self._device.run(self._plugged, see)

    def add_size(self, size: SheetLayout) -> None:
        """One more size of labels, kept for all tills and chosen here."""
        self._keep_settings(self.settings.with_size(size))
        self.choose(replace(self.choice, on=SHEET, layout=size.name, start=1))

    def drop_size(self, name: str) -> None:
        """Forget one of the shop's own sizes."""
        self.choice = replace(self.choice, layout=LabelChoice().layout, start=1)
        self._keep_settings(self.settings.without_size(name))
        self._renew()

    def _keep_settings(self, settings: LabelSettings) -> None:
        self.desk.require(Right.GOODS)
        self.settings = settings
        self._keep(LABELS, plain_label_settings(settings))

    def _keep(self, name: str, value: object) -> None:
        desk, id, at = self.desk, new_id(), self.desk.clock()
        desk.lane.run(lambda: preferring.change(desk.books, name, value, id=id, at=at), lambda _none: None)

    def ask(self, several: Mapping[str, int]) -> None:
        """Another page wants labels for so many of these articles (by code), and no others."""
        self.goods.ask(several)
        self.asked.ring()

    def ask_slip(self, number: str) -> None:
        """Another page wants labels for what a slip brought."""
        self.goods.clear()
        self.goods.add_slip(number)
        self.asked.ring()

    # How it looks

    def _renew(self) -> None:
        self.changed.ring()
        self._draw()

    def _draw(self) -> None:
        """The first label as it will come out; nothing of it is kept."""
        self._drawn += 1
        drawn, books, lines, settings = self._drawn, self.desk.books, self.goods.lines, self.settings
        choice, till = self.choice, self.desk.till
        if not lines:
            self._see_picture((b"", ""))
            return

        def draw() -> tuple[bytes, str] | None:
            if drawn != self._drawn:
                return None
            with books.read() as read:
                first = labelling.example(read, lines[0].code, settings.own, page=settings.page)
                printer = printer_settings(read.preference(f"{PRINTER}{till}"))
            try:
                if choice.on == SHEET:
                    return self._maker.on_sheet(first, settings.layout(choice.layout)), ""
                return self._maker.on_roll(
                    first, choice.roll if choice.on == ROLL else str(printer.width_mm)
                ), ""
            except ShopError as wrong:
                return b"", self.desk.words.error(wrong)

        self.desk.lane.run(draw, self._see_picture)

    def _see_picture(self, found: tuple[bytes, str] | None) -> None:
        if found is not None:
            self.picture, self.pictured = found
            self.drawn.ring()

    # Making them

    def make(self) -> None:
        """Make the labels; goods without a barcode are given one of the shop's own first."""
        desk, words = self.desk, self.desk.words
        desk.require(Right.GOODS)
        if self.work.running:
            return
        if not self.goods.lines:
            raise Refused("no_labels", "There is nothing to label yet: scan an article, or name a slip.")
        if self.choice.on == ROLL and not self.choice.printer.strip():
            raise Refused("label_printer_missing", "Say where the label printer is.")
        if self.choice.on == RECEIPT and desk.printer.state.wire is Wire.NONE:
            raise Refused("no_receipt_printer", "This till has no receipt printer: choose sheets instead.")
        several = {line.code: line.count for line in self.goods.lines}
        own, page, id, at = self.settings.own, self.settings.page, new_id(), desk.clock()
        self.work.begin()
        self.changed.ring()

        def prepare() -> tuple[int, list[Label], PrinterSettings]:
            given = labelling.give_barcodes(desk.books, several, own, id=id, at=at)
            with desk.books.read() as read:
                labels = every(labelling.wanted(read, several, page=page))
                return given, labels, printer_settings(read.preference(f"{PRINTER}{desk.till}"))

        def prepared(found: tuple[int, list[Label], PrinterSettings]) -> None:
            given, labels, printer = found
            if given:
                said = words.plural(
                    "{count} article was given a barcode.", "{count} articles were given a barcode.", given
                )
                desk.notices.tell("barcodes", said, Tone.NOTE)
            self._print(labels, printer)

        desk.lane.run(prepare, prepared, self._not_made)

    def _print(self, labels: list[Label], printer: PrinterSettings) -> None:
        choice, maker, heard = self.choice, self._maker, self.work.heard
        if choice.on == SHEET:
            sheet = self.layout
            self._papers.make(
                self._called(),
                lambda path: maker.sheets(path, labels, sheet, start=choice.start, progress=heard),
                then=lambda: self._drawn_on_sheets(len(labels)),
                failed=self._not_made,
            )
        elif choice.on == ROLL:
            address = choice.printer.strip()
            self._device.run(
                lambda: maker.roll(address, labels, choice.roll, progress=heard),
                lambda _none: self._sent(len(labels)),
                self._not_made,
            )
        else:
            self._device.run(
                lambda: maker.receipt_job(labels, printer, progress=heard),
                lambda job: self._submit(len(labels), job),
                self._not_made,
            )

    def _called(self) -> str:
        at = self.desk.clock()
        return self.desk.words("Labels {day} {clock}", day=at.date().isoformat(), clock=f"{at:%H-%M}")

    def _submit(self, count: int, job: bytes) -> None:
        try:
            self.desk.printer.submit(PrintJob(new_id(), self.desk.words("Labels"), job))
        except ShopError as wrong:
            self._not_made(wrong)
        else:
            self._sent(count)

    def _sent(self, count: int) -> None:
        said = self.desk.words.plural(
            "{count} label goes to the printer.", "{count} labels go to the printer.", count
        )
        self.desk.notices.tell("labels", said, Tone.GOOD)
        self._done()

    def _drawn_on_sheets(self, count: int) -> None:
        """The next labels begin where these end."""
        start = (self.choice.start - 1 + count) % self.layout.per_sheet + 1
        self.choice = replace(self.choice, start=start)
        self._done()

    def _done(self) -> None:
        self.work.end()
        self._keep(f"{LABELLED}{self.desk.till}", self.choice.to_plain())
        self.goods.clear()

    def _not_made(self, wrong: ShopError) -> None:
        self.work.end()
        if wrong.code == "stopped":
            said = self.desk.words("Stopped: no label was made.")
            self.desk.notices.tell("labels", said, Tone.NOTE)
        else:
            self.desk.tell(wrong)
        self.changed.ring()
