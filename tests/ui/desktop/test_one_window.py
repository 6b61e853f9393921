"""A second start finds the first till at work; what a killed one left is no hindrance; errors are kept."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from ess_shop.errors import Refused, StorageTrouble
from ui.desktop.log_book import log_book
from ui.desktop.one_window import one_window

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from ui.desktop.one_window import one_window
with one_window(Path(sys.argv[1])):
    print("here", flush=True)
    sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdout.readline().strip() == "here"
    return program


def refused(folder: Path) -> bool:
    try:
        with one_window(folder):
            return False
    except Refused as told:
        return told.code == "till_open"


def test_only_one_program_has_a_till(tmp_path: Path) -> None:
    with holding(tmp_path / "till") as other:
        assert refused(tmp_path / "till")
        assert not refused(tmp_path / "another")
        other.communicate()
    assert not refused(tmp_path / "till")


def test_a_killed_till_is_no_hindrance(tmp_path: Path) -> None:
    with holding(tmp_path / "till") as other:
        other.kill()
        other.wait()
    assert (tmp_path / "till" / "open.lock").exists()
    assert not refused(tmp_path / "till")


def test_what_a_killed_till_left_on_a_disk_that_takes_nothing_is_no_open_till(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with holding(tmp_path / "till") as other:
        other.kill()
        other.wait()
    monkeypatch.setattr(QLockFile, "tryLock", lambda _lock, _wait: False)
    monkeypatch.setattr(QLockFile, "error", lambda _lock: QLockFile.LockError.LockFailedError)
    with pytest.raises(StorageTrouble) as told, one_window(tmp_path / "till"):
        raise AssertionError("it was taken")
    assert told.value.code == "till_folder"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "till" / "open.lock").mkdir(parents=True)
    with pytest.raises((Refused, StorageTrouble)), one_window(tmp_path / "till"):
        raise AssertionError("it was taken")


def test_errors_are_kept_and_the_rest_is_not(tmp_path: Path) -> None:
    log = logging.getLogger("ess_shop.tried")
    with log_book(tmp_path) as path:
        log.info("nothing to see")
        try:
            raise ValueError("a mistake of ours")
        except ValueError:
            log.exception("work in a lane failed")
    log.error("after the end")
    kept = path.read_text("utf-8")
    assert "a mistake of ours" in kept
    assert "Traceback" in kept
    assert "nothing to see" not in kept
    assert "after the end" not in kept
