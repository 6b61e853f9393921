"""The log book: what went wrong in the program, kept in a file for those who mend it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 1_000_000
"""Bytes of one file; three older ones are kept."""

_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def log_book(folder: Path) -> Iterator[Path]:
    """Write warnings and errors into `till.log` in a folder as long as the program runs."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "till.log"
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=3, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(_FORM))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        handler.close()
