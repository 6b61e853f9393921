"""Walking through one XML part from its first element to its last; a document type is refused outright."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from xml.parsers import expat

from drivers.tables.packed import damaged, too_large

MOST_ELEMENTS = 600_000
"""A list of 10,000 lines has half as many."""


class XmlWalk:
    """Hears every element as it comes; names are `namespace local`.

    Without a document type there are no entities to expand or to fetch, so no XML bomb either.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._elements = 0

    def walk(self, content: bytes) -> None:
        """Go through the part; BadFile if it is no sound XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, UnicodeError) as wrong:
            raise damaged(self.file) from wrong

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text between two of them."""

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise too_large(self.file)
        self.start(name, attributes)

    def _refuse(self, *_: object) -> None:
        raise damaged(self.file)


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
