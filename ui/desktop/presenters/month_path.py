"""The month's end put together: the path and the presenter of each of its steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ess_shop.domain.post import Post
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.shop import Shop
from ess_shop.services.account_files import AccountFiles
from ess_shop.services.month_papers import MonthPress
from ess_shop.services.telling import Write
from ess_shop.wording import Words
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.drawing import ChartPress
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.month import MonthPresenter
from ui.desktop.presenters.month_adjust import MonthAdjust
from ui.desktop.presenters.month_approve import MonthApprove
from ui.desktop.presenters.month_checks import MonthChecks
from ui.desktop.presenters.month_paid import MonthPaid
from ui.desktop.presenters.month_papers import MonthWriting
from ui.desktop.presenters.month_preview import MonthPreview
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.receipts import Press


@dataclass(frozen=True)
class MonthPath:
    """What the page works with."""

    path: MonthPresenter
    checks: MonthChecks
    preview: MonthPreview
    adjust: MonthAdjust
    approve: MonthApprove
    papers: MonthWriting
    paid: MonthPaid


def month_path(
    desk: Desk,
    shop: Shop,
    papers: PapersPresenter,
    charts: ChartPress,
    press: Press,
    *,
    settings: Callable[[], ReceiptSettings],
    month_press: MonthPress,
    files: AccountFiles,
    folder: Path,
    post: Post,
    write: Write,
    lanes: tuple[Lane, Lane],
) -> MonthPath:
    """Every step on the same path; of the `lanes` nobody waits for to sell, the second one verifies."""
    path = MonthPresenter(desk, shop, lanes[0])
    checks = MonthChecks(path, lanes[1])
    return MonthPath(
        path,
        checks,
        MonthPreview(path, papers, charts, press, settings),
        MonthAdjust(path),
        MonthApprove(path, checks),
        MonthWriting(path, papers, month_press, files, folder, post=post, write=write),
        MonthPaid(path),
    )


def step_names(words: Words) -> Sequence[str]:
    """What the steps are called, in their order."""
    return (
        words("Checks"),
        words("Preview"),
        words("Adjust"),
        words("Approve"),
        words("Papers"),
        words("Paid"),
    )
