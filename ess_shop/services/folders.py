"""Folders that files go into."""

from __future__ import annotations

from pathlib import Path

from ess_shop.errors import StorageTrouble


def make_folder(folder: Path) -> None:
    """Make a folder that files go into; StorageTrouble if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise StorageTrouble(
            "no_folder", "The folder “{path}” cannot be made: {reason}.", path=folder, reason=wrong.strerror
        ) from wrong
