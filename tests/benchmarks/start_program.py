"""The program as it is started in the morning, which says when the door and when the sale can be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def say(what: str) -> None:
    """What is reached, and the most memory so far in MiB: of this program alone, not of who started it."""
    status = Path("/proc/self/status").read_text("ascii")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    print(f"{what} {peak / 1024:.1f}", flush=True)


def main(place: str, folder: str) -> None:
    from ui import bootstrap
    from ui.cli import main as _command_line  # noqa: F401 - what `ess-shop` imports first
    from ui.desktop.app import App
    from ui.desktop.dress import dress
    from ui.desktop.presenters import places
    from ui.desktop.program import application, show
    from ui.desktop.theme import Theme

    qt = application()
    dress(qt, Theme())
    from ess_shop.wording import speaking

    with bootstrap.opened(place) as books:
        app = App(qt, books, speaking("fr"), Path(folder))
        show(app)

        def settle() -> None:
            qt.processEvents()
            while any(lane.busy for lane in app.lanes):
                qt.processEvents()
            qt.processEvents()

        settle()
        say("door")
        with books.read() as read:
            person = read.people()[0]
        app.till.desk.sit(person)
        app.till.desk.go.ring(places.SALE)
        settle()
        say("sale")
        app.close()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    main(*sys.argv[1:])
