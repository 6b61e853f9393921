"""Whether this machine has a network, as the operating system says and says again when it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation

_CONNECTED = (
    QNetworkInformation.Reachability.Site,
    QNetworkInformation.Reachability.Online,
    QNetworkInformation.Reachability.Local,
)
"""A till in a shop needs its own network; the world beyond is a bonus."""


class Network(QObject):
    """Calls `told` with True or False; never where the system does not say."""

    def __init__(self, told: Callable[[bool], object]) -> None:
        super().__init__()
        self._told = told
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            known = QNetworkInformation.instance()
            known.reachabilityChanged.connect(self._changed)
            self._changed(known.reachability())

    def _changed(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability is not QNetworkInformation.Reachability.Unknown:
            self._told(reachability in _CONNECTED)
