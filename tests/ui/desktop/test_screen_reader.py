"""What a screen reader hears of the till, asked on a real accessibility bus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from on_a_screen import TillOnScreen
from raw_keyboard import XServer
from screen_reader import Heard, PrivateBus, Reader

from ess_shop.wording import speaking

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@pytest.fixture
def till(tmp_path: Path) -> Iterator[tuple[TillOnScreen, Reader]]:
    for program in ("Xvfb", "dbus-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed on this machine")
    if not any(Path(place).exists() for place in LAUNCHERS):
        pytest.skip("at-spi2-core, the bus of screen readers, is not installed on this machine")
    server, session = XServer(1280, 800), PrivateBus(tmp_path)
    till = TillOnScreen(server.address, tmp_path, session.environment)
    reader = Reader(session.address)
    yield till, reader
    reader.close()
    till.close()
    session.close()
    server.close()


def said(reader: Reader) -> list[Heard]:
    """Everything the till says, in its order."""
    return list(reader.everything(*reader.until_speaks()))


def one(heard: list[Heard], role: str, name: str) -> Heard:
    """The only thing of that role that begins with that name."""
    found = [thing for thing in heard if thing.role == role and thing.name.startswith(name)]
    assert len(found) == 1, (role, name, found)
    return found[0]


def test_a_screen_reader_hears_a_sale(till: tuple[TillOnScreen, Reader]) -> None:
    program, reader = till
    program.type("bol 1")
    program.until(lambda told: told["lines"] == ["Bol 1"])
    program.type("2*bol 2")
    program.until(lambda told: len(told["lines"]) == 2)
    heard = said(reader)

    assert heard[0].role == "application"
    assert heard[1].name == "Boutique des Quatre Vents"
    entry = one(heard, "text", "Scannez, ou tapez un code, un nom ou une quantité")
    assert entry.focused
    basket = one(heard, "list", "Panier")
    lines = heard[heard.index(basket) + 1 : heard.index(basket) + 3]
    assert [line.name for line in lines] == [
        "Bol 1, Atelier M1, 1 × 12,35 €, 12,35 €",
        "Bol 2, Atelier M1, 2 × 4,20 €, 8,40 €",
    ]
    assert one(heard, "label", "Total, 20,75").name == "Total, 20,75 €"
    assert one(heard, "push button", "Encaisser").more == "Encaisser · F9"


def test_a_screen_reader_hears_what_is_to_pay_and_the_change(till: tuple[TillOnScreen, Reader]) -> None:
    program, reader = till
    program.type("bol 1")
    program.until(lambda told: told["lines"] == ["Bol 1"])
    program.type("")
    program.until(lambda told: told["panel"] == "pay")
    heard = said(reader)
    assert one(heard, "text", speaking("fr")("Amount handed over")).focused
    assert one(heard, "label", "Reste à payer, ").name == "Reste à payer, 12,35 €"
    program.type("2000")
    program.until(lambda told: told["change"] == [765])
    assert one(said(reader), "label", "À rendre, ").name == "À rendre, 7,65 €"
