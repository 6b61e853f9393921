"""What a crash left: the basket that was on the screen, or the sale that was recorded without its receipt."""

from __future__ import annotations

from ess_shop.domain.parking import BasketDraft
from ess_shop.errors import StorageTrouble
from ess_shop.reading import RecordedSale
from ess_shop.services import parking
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.panels import AFTER
from ui.desktop.presenters.receipts import ReceiptPresenter
from ui.desktop.presenters.selling import SellingPresenter

Left = tuple[BasketDraft, RecordedSale | None] | None


def recover(selling: SellingPresenter, receipts: ReceiptPresenter) -> None:
    """Take up what the last run of this till left, in the lane; nothing happens if it left nothing."""
    desk = selling.desk

    def look() -> Left:
        with desk.books.read() as read:
            draft = parking.current(read, desk.till)
            return (draft, read.sale_by_id(draft.sale_id)) if draft else None

    def take_up(left: Left) -> None:
        if left is None:
            return
        draft, sale = left
        words = desk.words
        seen = Step(words("All right"), lambda: None)
        if sale is None:
            selling.take_up(draft)
            desk.notices.tell("recovered", words("The basket from before is here again."), Tone.GOOD, seen)
            return
        receipts.offer(sale, fresh=False)
        selling.open(AFTER)
        said = words("Ticket {number} was recorded before the program stopped.", number=sale.number)
        desk.notices.tell("recovered", said, Tone.GOOD, seen)

    def damaged(wrong: Exception) -> None:
        if isinstance(wrong, StorageTrouble):
            desk.tell(wrong)

    desk.lane.run(look, take_up, damaged)
