"""What is ours to mend: logged with its traceback, and said calmly in a window of its own."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ess_shop.wording import Words
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.words import column, label, row

log = logging.getLogger("ess_shop.crash")
_windows: list[QWidget] = []


class CrashWindow(QWidget):
    """Says that something of ours broke, that nothing recorded is lost, and what to send to whom."""

    def __init__(self, words: Words, report: str) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(words("Something went wrong"))
        self.resize(760, 480)
        body = column(self, space=2, margin=3)
        body.addWidget(label(words("Something went wrong in the program"), "title", wrap=True))
        body.addWidget(
            label(
                words("Every sale that was finished is recorded, and the basket is kept. You can go on."),
                wrap=True,
            )
        )
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(words("What happened, for those who mend it"))
        body.addWidget(details, 1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(Button(words("Go on"), self.close, key="Esc", role="primary"))
        body.addLayout(foot)


def show_crashes(words: Words) -> None:
    """From now on errors that nobody caught are logged and shown; the program goes on."""

    def hook(kind: type[BaseException], wrong: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("an error that nobody caught", exc_info=(kind, wrong, trace))
        window = CrashWindow(words, "".join(traceback.format_exception(kind, wrong, trace)))
        _windows.append(window)
        window.show()

    sys.excepthook = hook


def tell(sentence: str) -> None:
    """What keeps the program from opening its books: said on the error stream and in a window."""
    sys.stderr.write(sentence + "\n")
    if QApplication.platformName() == "offscreen":
        return
    window = QWidget()
    window.setObjectName("window")
    window.resize(640, 240)
    body = column(window, space=2, margin=3)
    body.addWidget(label(sentence, "large", wrap=True))
    body.addStretch(1)
    body.addWidget(Button("OK", window.close, key="Return", role="primary"))
    window.show()
    QApplication.exec()
