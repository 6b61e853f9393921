"""The till in a real window on a real X screen: one sale by real keys, on small screens and on large ones."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from on_a_screen import TillOnScreen
from raw_keyboard import XServer

SCREENS = (
    (1024, 768, "1"),
    (1280, 800, "1.25"),
    (1920, 1080, "1"),
    (1920, 1080, "1.25"),
    (3840, 2160, "1"),
    (3840, 2160, "2"),
)


@pytest.fixture(params=SCREENS, ids=lambda screen: "{}x{}-{}".format(*screen))
def screen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[XServer, TillOnScreen]]:
    for program in ("Xvfb", "import", "identify"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed on this machine")
    width, height, scale = request.param
    server = XServer(width, height)
    till = TillOnScreen(server.address, tmp_path, {"QT_SCALE_FACTOR": scale})
    yield server, till
    till.close()
    server.close()


def test_a_sale_by_real_keys(screen: tuple[XServer, TillOnScreen], tmp_path: Path) -> None:
    server, till = screen
    assert till.told["beyond"] == []
    till.type("bol 1")
    told = till.until(lambda told: told["lines"] == ["Bol 1"])
    assert (told["total"], told["beyond"]) == (1235, [])
    till.type("")
    assert till.until(lambda told: told["panel"] == "pay")["beyond"] == []
    till.type("2000")
    till.until(lambda told: told["change"] == [765])
    picture = tmp_path / "screen.png"
    subprocess.run(
        ["import", "-display", server.address, "-window", "root", str(picture)], check=True, timeout=60
    )
    colours = subprocess.run(
        ["identify", "-format", "%k", str(picture)], check=True, capture_output=True, text=True, timeout=60
    )
    assert int(colours.stdout) > 100
    till.type("")
    told = till.until(lambda told: told["panel"] == "after")
    assert (told["sold"], told["lines"], told["beyond"]) == ("C1-000001", [], [])
