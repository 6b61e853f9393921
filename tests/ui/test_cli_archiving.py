"""`archive`, `purge` and `keys` as a treasurer types them."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from archived_shop import NEW_YEAR, year_closed
from click.testing import CliRunner, Result
from shop_builder import BEGUN, SHOP

from db.books import create_books
from db.keys import KeyRing
from drivers.archive import verifier
from ess_shop.domain.event_log import EventQuery
from ui import bootstrap
from ui.cli.main import group

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on books whose 2026 is closed, early in 2027."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("ESS_SHOP_BOOKS", str(tmp_path / "shop.db"))
    monkeypatch.setattr(bootstrap, "now", lambda _timezone: NEW_YEAR)
    books = create_books(str(tmp_path / "shop.db"), SHOP, at=BEGUN, keys=KeyRing(tmp_path / "keys"))
    year_closed(books)
    books.close()
    return lambda *arguments: CliRunner().invoke(group, [str(each) for each in arguments])


def test_archive_keys_and_verifier_fit_together(run: Run, tmp_path: Path) -> None:
    out, pem, secret = tmp_path / "out", tmp_path / "public.pem", tmp_path / "secret"
    made = run("archive", "--year", "2026", "--to", out, "--json")
    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["period"] == "2026"
    month = run("archive", "--month", "2026-03", "--to", tmp_path / "march.zip")
    assert month.exit_code == 0
    assert "march.zip" in month.stdout
    assert run("keys", "export", pem).exit_code == 0
    assert run("keys", "export", "--secret", secret).exit_code == 0
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert run("keys", "export", "--secret", secret).exit_code == 1, "nothing is overwritten"
    archive = out / "archive-2026.zip"
    arguments = [str(archive), "--public-key", str(pem), "--secret", str(secret)]
    assert verifier.main(arguments) == 0
    before = run("keys").stdout
    assert run("keys", "renew").exit_code == 0
    assert run("keys").stdout != before
    assert verifier.main(arguments) == 0, "older archives keep their key"
    with bootstrap.opened(str(tmp_path / "shop.db")) as books, books.read() as read:
        told = [event.code for event in read.events(EventQuery(codes=("archive_key", "secret_copied")))]
    assert sorted(told) == ["archive_key", "archive_key", "secret_copied"]


def test_bad_input_is_told_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    for period in (
        (),
        ("--year", "2027"),
        ("--year", "soon"),
        ("--month", "2026-14"),
        ("--months", "2025-01..2026-02"),
        ("--year", "2026", "--month", "2026-03"),
    ):
        ran = run("archive", *period, "--to", target)
        assert ran.exit_code == 1
        assert ran.stderr.strip()
    assert not target.exists()


def test_a_purge_verifies_first_and_keeps_six_years(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.zip"
    assert run("purge", "--archive", target).exit_code == 1
    assert run("archive", "--year", "2026", "--to", target).exit_code == 0
    only_verified = run("purge", "--archive", target)
    assert only_verified.exit_code == 0
    assert "--yes" in only_verified.stdout
    too_early = run("purge", "--archive", target, "--yes")
    assert too_early.exit_code == 1
    assert "2026" in too_early.stderr
    changed = bytearray(target.read_bytes())
    changed[500] ^= 1
    target.write_bytes(changed)
    assert run("purge", "--archive", target).exit_code == 1
