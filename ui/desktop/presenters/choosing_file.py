"""Choosing a file from the machine's folders: a folder at a time, with the files that come into question."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from ess_shop.errors import Refused
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

MOST = 60
"""How many files of a folder are shown."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder; `more` counts the files that are not shown."""

    path: Path
    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    more: int = 0


class FileChooser:
    """The folder that is open, and in it the files with these endings, by name or the newest first."""

    usual_folders: tuple[str, ...] = ("Downloads", "Téléchargements", "Documents")

    def __init__(self, desk: Desk, endings: Set[str], *, newest_first: bool = False) -> None:
        self.desk, self.endings, self._newest = desk, endings, newest_first
        self.folder = Folder(Path.home())
        self.changed: Bell[[]] = Bell()
        self._asked = 0

    def places(self) -> Mapping[str, Path]:
        """Where to begin: one's own folder, and what is plugged in."""
        found = {self.desk.words("Own folder"): Path.home()}
        for name in self.usual_folders:
            if (Path.home() / name).is_dir():
                found[name] = Path.home() / name
        return found | {stick.name: stick for stick in _sticks()}

    def open(self, path: Path) -> None:
        """Look into a folder."""
        self._asked += 1
        endings, newest = self.endings, self._newest
        self.desk.lane.run(lambda: look_into(path, endings, newest_first=newest), self._see)

    def _see(self, folder: Folder) -> None:
        self.folder = folder
        self.changed.ring()

    def up(self) -> None:
        """The folder around this one."""
        self.open(self.folder.path.parent)

    def leave(self) -> None:
        """Nobody looks any longer."""
        self._asked += 1


def look_into(path: Path, endings: Set[str], *, newest_first: bool = False) -> Folder:
    """What lies in a folder, hidden things aside. Refused if it cannot be opened."""
    try:
        inside = sorted(
            (each for each in path.iterdir() if not each.name.startswith(".")),
            key=lambda each: each.name.casefold(),
        )
        folders = tuple(each for each in inside if each.is_dir())
        files = [each for each in inside if each.suffix.casefold() in endings and each.is_file()]
        if newest_first:
            files.sort(key=lambda each: each.stat().st_mtime, reverse=True)
    except OSError:
        raise Refused("folder_closed", "The folder {name} cannot be opened.", name=path.name) from None
    return Folder(path, folders, tuple(files[:MOST]), max(len(files) - MOST, 0))


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
