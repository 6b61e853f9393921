"""A small window with a wedge, run as a program of its own: tells as JSON lines what reached it."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout

from ui.desktop.scanning.burst import WedgeSettings
from ui.desktop.scanning.wedge import Wedge


def tell(what: str, value: object) -> None:
    print(json.dumps({what: value}), flush=True)


def main() -> None:
    application = QApplication(sys.argv)
    wedge = Wedge(WedgeSettings())
    wedge.install(application)
    wedge.scanned.connect(lambda code: tell("scan", code))
    window, field, button = QDialog(), QLineEdit(), QPushButton("Valider")
    field.textChanged.connect(lambda text: tell("field", text))
    button.setDefault(True)
    button.clicked.connect(lambda: tell("pressed", True))
    rows = QVBoxLayout(window)
    rows.addWidget(field)
    rows.addWidget(button)
    window.show()
    window.activateWindow()
    field.setFocus()

    def ready() -> None:
        if field.hasFocus():
            asking.stop()
            tell("ready", application.platformName())

    asking = QTimer(interval=20)
    asking.timeout.connect(ready)
    asking.start()
    # A till that works hard: nothing is heard for that many milliseconds, again and again.
    toil = QTimer(interval=20)
    toil.timeout.connect(lambda: time.sleep(int(sys.argv[1]) / 1000))
    if sys.argv[1:]:
        toil.start()
    # The end of the input is the end of the program.
    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    listening.activated.connect(application.quit)
    application.exec()


if __name__ == "__main__":
    main()
