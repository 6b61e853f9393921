"""Errors sorted by whose fault they are; each is a sentence for a person plus a stable code.

The sentence is written in English with named places, and translated at the edge that shows it.
"""


class ShopError(Exception):
    """Something the person in front of the screen can act on.

    `code` is stable and meant for machines; `sentence` is the English template, `facts` fill its places.
    """

    def __init__(self, code: str, sentence: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


class Refused(ShopError):
    """A rule of the shop says no; nothing was changed."""


class NotFound(ShopError):
    """A thing that was named does not exist in the books."""


class StorageTrouble(ShopError):
    """The machine's fault: a locked, full, damaged or unreachable store."""


class DeviceTrouble(ShopError):
    """A device's fault: unplugged, out of paper, silent; what was recorded stands."""


class Defect(ShopError):
    """The program's own fault, for whoever asked and waits for an answer; its traceback is logged."""


class CurrencyMismatch(TypeError):
    """Two currencies met in one calculation: a programming error, never a person's."""
