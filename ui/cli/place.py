"""Where the books are, for every command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ui.bootstrap import SqlBooks


def place_of(context: click.Context) -> str:
    """The path or address that was given, or the usual place."""
    from ui import bootstrap

    return str(context.find_root().obj or bootstrap.default_place())


@contextmanager
def opened(context: click.Context) -> Iterator[SqlBooks]:
    """The books, open for as long as the command runs."""
    from ui import bootstrap

    with bootstrap.opened(place_of(context)) as books:
        yield books
