"""CSV files in the states people have them in."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from drivers.tables import reader
from drivers.tables.reader import read_table
from ess_shop.domain.source import BadFile
from ess_shop.errors import NotFound, StorageTrouble


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"code,price\nA,1.50\n",
        b"code;price\r\nA;1.50\r\n",
        b"\xef\xbb\xbfCODE;Price\nA;1.50",
        b"code\tprice\nA\t1.50\n\n\n",
        gzip.compress(b"code,price\nA,1.50\n", mtime=0),
        b'code,price\n" A ","1.50"\n',
    ],
)
def test_the_same_list_in_many_dresses(tmp_path: Path, content: bytes) -> None:
    table = read_table(kept(tmp_path, content))
    assert table.columns == ("code", "price")
    assert [dict(row.cells) for row in table.rows] == [{"code": "A", "price": "1.50"}]
    assert not table.problems


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    table = read_table(kept(tmp_path, b'code,label\nA,"two\nlines"\n\nB,x\nC\n'))
    assert [row.line for row in table.rows] == [2, 5]
    assert [(problem.line, dict(problem.facts)) for problem in table.problems] == [
        (6, {"found": 1, "expected": 2})
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"code,name\nA,Caf\xe9\n", 2),
        ("code\nA\n".encode("utf-16"), 1),
        (b"code,name\nA," + b"x" * 10_000_000 + b"\n", 2),
        (gzip.compress(b"code,name\nA,x\n" * 100, mtime=0)[:-9], 1),
        (gzip.compress(b"code\n" * 1000, mtime=0)[:20] + b"\x00" * 40, 1),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_with_its_line(
    tmp_path: Path, content: bytes, line: int
) -> None:
    with pytest.raises(BadFile) as refused:
        read_table(kept(tmp_path, content))
    assert refused.value.problems[0].line == line


def test_an_open_quote_is_told(tmp_path: Path) -> None:
    table = read_table(kept(tmp_path, b'code,name\nA,"never closed\n'))
    assert len(table.problems) == 1


def test_a_packed_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_FILE", 1000)
    with pytest.raises(BadFile):
        read_table(kept(tmp_path, gzip.compress(b"code\n" * 10_000)))


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_table(tmp_path / "nowhere.csv")
    with pytest.raises(StorageTrouble):
        read_table(tmp_path)
