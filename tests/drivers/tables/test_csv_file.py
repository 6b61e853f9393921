"""The CSV writer: exact bytes, no formula from a text, and never half a file."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.tables.csv_file import harmless, write_table
from drivers.whole_file import remove
from ess_shop.errors import StorageTrouble


def test_texts_and_numbers_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_table(
        path,
        ("name", "count", "amount"),
        [
            ("Élodie, “Œufs”", 3, Decimal("-12.50")),
            ('dit "le Grand"', -1, Decimal("0E-2")),
            ("", 0, Decimal("1E+3")),
        ],
    )
    assert path.read_bytes() == (
        'name,count,amount\n"Élodie, “Œufs”",3,-12.50\n"dit ""le Grand""",-1,0.00\n,0,1000\n'.encode()
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1 23 45", "'+33 1 23 45"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "' =1"),
        ("\tabc", "' abc"),
        ("\rabc", "' abc"),
        (" \x00\u200b\ufeff=1", "'  \u200b\ufeff=1"),
        ("＝1", "'＝1"),
        ("Ferme;=1+1", "Ferme;'=1+1"),
        ("Ferme; @x", "Ferme;' @x"),
        ("a\nb\x1bc\u2028d\ud800e", "a b c d e"),
        ("Ferme; suite", "Ferme; suite"),
        ("a=b", "a=b"),
        ("Éléa", "Éléa"),
        ("", ""),
        ("   ", "   "),
    ],
)
def test_a_text_is_never_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


@pytest.mark.parametrize("cell", [1.5, True, None, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_cell_is_an_error(tmp_path: Path, cell: object) -> None:
    path = tmp_path / "table.csv"
    path.write_text("an earlier file")
    with pytest.raises(TypeError):
        write_table(path, ("a",), [(cell,)])  # type: ignore[list-item]
    assert path.read_text() == "an earlier file"


def test_a_row_must_fit_its_columns(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        write_table(tmp_path / "table.csv", ("a",), [("x", "y")])


def test_a_missing_folder_is_the_machines_trouble(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match=r"table\.csv"):
        write_table(tmp_path / "nowhere" / "table.csv", ("a",), [])


def test_a_place_that_is_a_folder_is_the_machines_trouble(tmp_path: Path) -> None:
    place = tmp_path / "table.csv"
    place.mkdir()
    with pytest.raises(StorageTrouble, match="cannot be written"):
        write_table(place, ("a",), [])
    with pytest.raises(StorageTrouble, match="cannot be removed"):
        remove(place)
    assert list(tmp_path.iterdir()) == [place]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.text(), st.integers()), max_size=5))
def test_any_text_is_one_cell_on_one_line(tmp_path: Path, rows: list[tuple[str, int]]) -> None:
    path = tmp_path / "table.csv"
    write_table(path, ("text", "number"), rows)
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))
    assert read == [["text", "number"], *([harmless(text), str(number)] for text, number in rows)]
    assert path.read_bytes().count(b"\n") == len(rows) + 1
