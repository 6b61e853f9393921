"""The schema that the steps build is the one the program believes in."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from shop_builder import BEGUN, SHOP
from sqlalchemy import Engine, text

from db import tables as t
from db import upgrade
from db.books import SqlBooks, create_books, open_books
from db.engine import open_engine, url_of
from db.keys import KeyRing
from ess_shop.errors import Refused, StorageTrouble


def test_the_steps_build_what_the_tables_say(books: SqlBooks) -> None:
    with books.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, t.metadata) == []


def test_the_latest_step_is_the_head() -> None:
    heads = ScriptDirectory.from_config(upgrade.config()).get_heads()
    assert heads == [upgrade.LATEST]


def test_books_of_a_newer_program_are_refused(place: str, keys: KeyRing, engines: list[Engine]) -> None:
    create_books(place, SHOP, at=BEGUN, keys=keys).close()
    engine = open_engine(url_of(place))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageTrouble) as trouble:
        open_books(place, keys=keys)
    assert trouble.value.code == "newer_books"
    assert "9999" in str(trouble.value)


def test_books_that_cannot_be_opened_are_let_go(place: str, keys: KeyRing, engines: list[Engine]) -> None:
    create_books(place, SHOP, at=BEGUN, keys=keys).close()
    engine = open_engine(url_of(place))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageTrouble):
        open_books(place, keys=keys)
    assert engines[-1].pool.checkedin() == 0  # type: ignore[attr-defined]


def test_new_never_overwrites(place: str, keys: KeyRing) -> None:
    create_books(place, SHOP, at=BEGUN, keys=keys).close()
    with pytest.raises(Refused) as refused:
        create_books(place, SHOP, at=BEGUN, keys=keys)
    assert refused.value.code == "books_exist"
    with Again(place, keys) as books:
        assert list(books.defects()) == []


class Again:
    """Books opened for the length of a block."""

    def __init__(self, place: str, keys: KeyRing) -> None:
        self.books = open_books(place, keys=keys)

    def __enter__(self) -> SqlBooks:
        return self.books

    def __exit__(self, *_: object) -> None:
        self.books.close()


def test_opening_is_opening_the_same(place: str, keys: KeyRing) -> None:
    first = create_books(place, SHOP, at=BEGUN, keys=keys)
    books_id = first.id
    first.close()
    with Again(place, keys) as books:
        assert books.id == books_id
        with books.read() as read:
            assert read.shop() == SHOP
