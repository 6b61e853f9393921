"""How the command line talks: figures on stdout, sentences on stderr, one exit status per outcome."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from ess_shop.domain.source import BadFile, placed
from ess_shop.errors import ShopError
from ess_shop.ports import Progress
from ess_shop.wording import Words, language_of, speaking

DONE, REFUSED = 0, 1
MOST_PROBLEMS = 200
"""How many problems of a file are listed one by one."""

words: Words = speaking(language_of())

F = TypeVar("F", bound=Callable[..., Any])


def say(sentence: str, /, **facts: object) -> None:
    """A sentence on stdout."""
    click.echo(words(sentence, **facts))


def warn(sentence: str, /, **facts: object) -> None:
    """A sentence on stderr."""
    click.echo(words(sentence, **facts), err=True)


def print_json(value: object) -> None:
    """Figures for machines: amounts are decimal texts, so that no cent is lost."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> None:
    """Columns on stdout; `right` are those set flush right."""
    table = [heads, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(heads))]
    for row in table:
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo("  ".join(cells).rstrip())


def told(command: F) -> F:
    """Turn a ShopError into sentences on stderr and exit status 1."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BadFile as bad:
            click.echo(words.error(bad), err=True)
            for problem in bad.problems[:MOST_PROBLEMS]:
                click.echo(placed(problem, words), err=True)
            if len(bad.problems) > MOST_PROBLEMS:
                warn("… and {count} more.", count=len(bad.problems) - MOST_PROBLEMS)
        except ShopError as trouble:
            click.echo(words.error(trouble), err=True)
        sys.exit(REFUSED)

    return run  # type: ignore[return-value]


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A bar on stderr while long work runs; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=words(label), file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield show


def facts_json(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts of a sentence as plain values."""
    return {name: value if isinstance(value, int) else str(value) for name, value in facts.items()}
