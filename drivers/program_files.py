"""The very files of the program that runs, as one fingerprint: a changed copy shows."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("db", "drivers", "ess_shop", "ui")


@cache
def program_fingerprint() -> str:
    """SHA-256 over the names and bytes of all source files; of the program file where it is packed in one."""
    digest = hashlib.sha256()
    if getattr(sys, "frozen", False):
        digest.update(Path(sys.executable).read_bytes())
        return digest.hexdigest()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(ROOT).as_posix()}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
