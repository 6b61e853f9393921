"""Devices that were found, to be taken by a touch, and a button that looks again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ess_shop.domain.devices import Device
from ess_shop.wording import Words
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow


class DeviceChoices(Flow):
    """`take` gets the address of the one that is touched, `look` is called to look again."""

    def __init__(self, words: Words, take: Callable[[str], object], look: Callable[[], object]) -> None:
        super().__init__()
        self._words, self._take, self._look = words, take, look

    def show_devices(self, devices: Sequence[Device]) -> None:
        """Offer these."""
        self.clear()
        words = self._words
        for device in devices:
            said = words("{name}: {address}", name=device.name, address=device.address)
            self.add(Button(said if device.name else device.address, partial(self._take, device.address)))
        again = words("Look again") if devices else words("Nothing is plugged in: look again")
        self.add(Button(again, self._look, role="quiet"))
