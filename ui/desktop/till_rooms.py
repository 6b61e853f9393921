"""The rooms of one till, each put together with its presenters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ui.desktop.presenters import places
from ui.desktop.presenters.lane import Lane
from ui.desktop.rooms.room import Room
from ui.desktop.rooms.selling.room import SaleRoom

if TYPE_CHECKING:
    from ui.desktop.presenters.drawing import ChartPress
    from ui.desktop.presenters.month_path import MonthPath
    from ui.desktop.till import Till


class TillRooms:
    """Makes each room of a till when somebody first goes there, so that the window opens at once."""

    def __init__(self, till: Till) -> None:
        self._till, self._fittings = till, till.fittings
        self._desk, self._papers = till.desk, till.papers

    def every(self) -> dict[str, Callable[[], Room]]:
        """What makes each room, by its name."""
        return {
            places.DOOR: self._door,
            places.OPENING: self._opening,
            places.SALE: lambda: SaleRoom(self._till.sale, self._till.keys),
            places.TICKETS: self._tickets,
            places.CASH: self._cash,
            places.GOODS: self._goods,
            places.MEMBERS: self._members,
            places.BOOKS: self._books,
            places.OWN: self._own,
            places.TRAINING: self._training,
            places.SETTINGS: self._settings,
        }

    def _door(self) -> Room:
        from ui.desktop.presenters.door import DoorPresenter
        from ui.desktop.rooms.door.room import DoorRoom

        return DoorRoom(DoorPresenter(self._desk))

    def _opening(self) -> Room:
        from ui.desktop.presenters.opening import OpeningPresenter
        from ui.desktop.rooms.opening.room import OpeningRoom

        return OpeningRoom(OpeningPresenter(self._desk, self._till.shop))

    def _cash(self) -> Room:
        from ui.desktop.presenters.cash import CashPresenter
        from ui.desktop.presenters.closing import ClosingPresenter
        from ui.desktop.rooms.cash.room import CashRoom

        shop, press = self._till.shop, self._fittings.press
        closing = ClosingPresenter(self._desk, shop, press, lambda: not self._till.selling.empty)
        return CashRoom(CashPresenter(self._desk, shop, press), closing)

    def _tickets(self) -> Room:
        from ui.desktop.presenters.tickets import TicketsPresenter
        from ui.desktop.rooms.tickets.room import TicketsRoom

        presenter = TicketsPresenter(
            self._desk,
            self._till.shop,
            self._fittings.press,
            settings=lambda: self._till.receipt_settings,
            index=lambda: self._till.selling.finding.index,
            take_back=self._till.sale.returning.find,
        )
        return TicketsRoom(presenter)

    def _goods(self) -> Room:
        from ui import bootstrap
        from ui.desktop.presenters.goods import GoodsPresenter
        from ui.desktop.presenters.labels import LabelsPresenter
        from ui.desktop.rooms.goods.room import GoodsRoom

        words = self._fittings.words
        device = self._fittings.make_lane(self._desk.notices.trouble)
        plugged = self._fittings.devices
        labels = LabelsPresenter(self._desk, bootstrap.LabelPress(words), self._papers, device, plugged)
        files = bootstrap.ListFiles(words)
        return GoodsRoom(
            GoodsPresenter(
                self._desk,
                self._till.shop,
                self._fittings.press,
                self._papers,
                labels=labels,
                files=files,
                post=self._fittings.post,
                finding=self._till.selling.finding,
            )
        )

    def _members(self) -> Room:
        from ui.desktop.presenters.members import MembersPresenter
        from ui.desktop.rooms.members.room import MembersRoom

        return MembersRoom(MembersPresenter(self._desk, self._till.shop, self._papers))

    def _books(self) -> Room:
        from ui import bootstrap
        from ui.desktop.presenters.archives import ArchivesPresenter
        from ui.desktop.presenters.books import BooksPresenter
        from ui.desktop.presenters.closures import ClosuresPresenter
        from ui.desktop.presenters.event_log import EventLogPresenter
        from ui.desktop.presenters.exports import ExportsPresenter
        from ui.desktop.presenters.law import LawPresenter
        from ui.desktop.rooms.books.room import BooksRoom

        words = self._fittings.words
        charts, folder = bootstrap.ChartPress(words), bootstrap.ListFiles(words).folder
        exports = ExportsPresenter(self._desk, self._papers, bootstrap.AccountFiles(), folder, self._slow)
        desk, shop, papers, press = self._desk, self._till.shop, self._papers, bootstrap.LawPress(words)
        return BooksRoom(
            BooksPresenter(
                desk,
                shop,
                papers,
                charts,
                exports,
                archives=ArchivesPresenter(desk, papers, bootstrap.archive_press, folder, self._slow),
                closures=ClosuresPresenter(desk, shop, papers, press, self._fittings.press),
                event_log=EventLogPresenter(desk, papers, press),
                law=LawPresenter(desk, papers, press, self._slow),
                month=self._month(charts, folder),
            )
        )

    def _month(self, charts: ChartPress, folder: Path) -> MonthPath:
        from ui import bootstrap
        from ui.desktop.presenters.month_path import month_path

        fittings = self._fittings
        return month_path(
            self._desk,
            self._till.shop,
            self._papers,
            charts,
            fittings.press,
            settings=lambda: self._till.receipt_settings,
            month_press=bootstrap.PaperWriter(fittings.words),
            files=bootstrap.AccountFiles(),
            folder=folder,
            post=fittings.post,
            write=fittings.desk_press.statement_pdf,
            lanes=(self._slow, fittings.make_lane(self._desk.notices.trouble)),
        )

    @cached_property
    def _slow(self) -> Lane:
        """For work that takes minutes: sales go on meanwhile."""
        return self._fittings.make_lane(self._desk.notices.trouble)

    def _own(self) -> Room:
        from ui.desktop.presenters.news import NewsPresenter
        from ui.desktop.presenters.own import OwnPresenter
        from ui.desktop.rooms.own.room import OwnRoom

        write = self._fittings.desk_press.statement_pdf
        own = OwnPresenter(self._desk, self._fittings.post, self._papers, write)
        return OwnRoom(own, NewsPresenter(self._desk))

    def _training(self) -> Room:
        from ui.desktop.rooms.training.room import TrainingRoom

        return TrainingRoom(self._desk, self._fittings.practise)

    def _settings(self) -> Room:
        from ui.desktop.presenters.settings import SettingsPresenter
        from ui.desktop.presenters.settings_mail import MailSettingsPresenter
        from ui.desktop.rooms.settings.room import SettingsRoom

        presenter = SettingsPresenter(
            self._desk,
            self._fittings.press,
            mail=MailSettingsPresenter(
                self._desk, self._fittings.post, self._till.posting, lambda: self._till.shop
            ),
            index=lambda: self._till.selling.finding.index,
            wear=self._fittings.wear,
            devices=self._fittings.devices,
        )
        return SettingsRoom(presenter)
