"""Papers that are files, as pictures for the gallery: each page of a PDF as a reader shows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

DOTS = 96
"""To the inch: as large as a screen shows a sheet."""


def pictured(pdf: Path, folder: Path, name: str) -> int:
    """Turn the pages of a PDF into `name-1.png` and so on, by poppler's pdftoppm; returns how many."""
    command = ["pdftoppm", "-r", str(DOTS), "-png", str(pdf), str(folder / name)]
    subprocess.run(command, check=True)  # noqa: S603 - our own file, on a developer's machine
    return len(list(folder.glob(f"{name}-*.png")))
