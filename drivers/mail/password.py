"""The password of the mail server, in a file of this machine for its owner alone; never in the books."""

from __future__ import annotations

import json
from pathlib import Path

from drivers.whole_file import remove, write_whole
from ess_shop.domain.mail import MailSettings


class KeptPassword:
    """One password, and for whom it is: no other server is ever shown it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, settings: MailSettings, password: str) -> None:
        """Keep it in the place of an older one; StorageTrouble."""
        plain = {"for": _owner(settings), "password": password}
        write_whole(self._path, json.dumps(plain).encode(), private=True)

    def of(self, settings: MailSettings) -> str:
        """The password of these settings' user at their server; "" if it is not known."""
        try:
            plain = json.loads(self._path.read_bytes())
            return str(plain["password"]) if plain["for"] == _owner(settings) else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def forget(self) -> None:
        """Keep none; StorageTrouble."""
        remove(self._path)


def _owner(settings: MailSettings) -> list[str]:
    return [settings.user, settings.server]
