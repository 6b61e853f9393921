"""Choosing a picture from the machine's folders: a folder at a time, its pictures shown small."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ess_shop.errors import Refused, ShopError
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

ENDINGS = frozenset({".png", ".jpg", ".jpeg"})
MOST = 60
"""How many pictures of a folder are shown."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder; `more` counts the pictures that are not shown."""

    path: Path
    folders: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    more: int = 0


class PictureChooser:
    """The folder that is open; `small` makes the little picture of a file, away from the screen."""

    def __init__(self, desk: Desk, small: Callable[[Path], str]) -> None:
        self.desk, self._small = desk, small
        self.folder = Folder(Path.home())
        self.small: dict[Path, str] = {}
        self.changed: Bell[[]] = Bell()
        self.shown: Bell[[Path]] = Bell()
        """Rung when the little picture of a file is there."""
        self._asked = 0

    def places(self) -> Mapping[str, Path]:
        """Where to begin: one's own folder, and what is plugged in."""
        words = self.desk.words
        found = {words("Own folder"): Path.home()}
        for name in ("Pictures", "Images", "Downloads", "Téléchargements"):
            if (Path.home() / name).is_dir():
                found[name] = Path.home() / name
        return found | {stick.name: stick for stick in _sticks()}

    def open(self, path: Path) -> None:
        """Look into a folder."""
        self._asked += 1
        asked = self._asked

        def see(folder: Folder) -> None:
            self.folder = folder
            self.changed.ring()
            for picture in folder.pictures:
                self._shrink(picture, asked)

        self.desk.lane.run(lambda: look_into(path), see)

    def up(self) -> None:
        """The folder around this one."""
        self.open(self.folder.path.parent)

    def leave(self) -> None:
        """Nobody looks any longer."""
        self._asked += 1

    def _shrink(self, picture: Path, asked: int) -> None:
        if picture in self.small:
            return

        def make() -> str:
            return self._small(picture) if asked == self._asked else ""

        def made(small: str) -> None:
            if small:
                self.small[picture] = small
                self.shown.ring(picture)

        self.desk.lane.run(make, made, _unshown)


def _unshown(_wrong: ShopError) -> None:
    """A file that is no picture has no little one; choosing it says so."""


def look_into(path: Path) -> Folder:
    """What lies in a folder, by name, hidden things aside. Refused if it cannot be opened."""
    try:
        inside = sorted(
            (each for each in path.iterdir() if not each.name.startswith(".")),
            key=lambda each: each.name.casefold(),
        )
        folders = tuple(each for each in inside if each.is_dir())
        pictures = [each for each in inside if each.suffix.casefold() in ENDINGS and each.is_file()]
    except OSError:
        raise Refused("folder_closed", "The folder {name} cannot be opened.", name=path.name) from None
    return Folder(path, folders, tuple(pictures[:MOST]), max(len(pictures) - MOST, 0))


def _sticks() -> Iterable[Path]:
    for root in (Path("/media") / _who(), Path("/run/media") / _who(), Path("/Volumes")):
        try:
            yield from sorted(each for each in root.iterdir() if each.is_dir())
        except OSError:
            continue


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "-"
