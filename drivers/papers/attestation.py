"""The editor's individual attestation on A4, after the model of BOI-LETTRE-000242, to be signed.

The law words it: it is French in every language. Nothing on it says that the program is certified.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.letterhead import LINE, draw_sender, grouped
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.papers.sheet import SMALL, STRONG
from drivers.whole_file import write_whole
from ess_shop.domain.law_papers import AttestationPaper
from ess_shop.wording import Words, speaking

SENDER_HEIGHT = 29 + 4 * LINE
OPEN = "……………………………………"
"""Where somebody writes by hand."""

TITLE = "Attestation individuelle relative à l’utilisation d’un logiciel ou système de caisse"
LAW = "Code général des impôts, art. 286, I, 3° bis – modèle BOI-LETTRE-000242"
PENALTY = (
    "Il est rappelé que l’établissement d’une fausse attestation est un délit pénal passible de 3 ans "
    "d’emprisonnement et de 45 000 € d’amende (code pénal, art. 441-1). L’usage d’une fausse attestation "
    "est passible des mêmes peines."
)
EDITORS_PART = (
    "Je soussigné(e), {signer}, représentant légal de {editor}, éditeur du logiciel de caisse {program}, "
    "atteste que ce logiciel, dans sa version n° {version}, satisfait aux conditions d’inaltérabilité, de"
    " sécurisation, de conservation et d’archivage des données en vue du contrôle de l’administration "
    "fiscale, prévues au 3° bis du I de l’article 286 du code général des impôts."
)
ROOT = (
    "J’atteste que la dernière version majeure de ce logiciel est identifiée avec la racine suivante : "
    "{root}, et que les versions mineures développées ou susceptibles d’être développées ultérieurement à"
    " cette version majeure sont ou seront identifiées par les subdivisions suivantes de cette racine : "
    "{root}.x."
)
PLEDGE = (
    "Je m’engage à ce que ces subdivisions ne soient utilisées ultérieurement par {editor} que pour "
    "l’identification des versions mineures développées ultérieurement à la dernière version majeure, à "
    "l’exclusion de toute version majeure, laquelle s’entend de toute nouvelle version du logiciel "
    "obtenue en ayant modifié, dans la précédente version de ce logiciel, un ou plusieurs paramètres "
    "impactant le respect des conditions d’inaltérabilité, de sécurisation, de conservation et "
    "d’archivage des données."
)
FILES = (
    "Empreinte SHA-256 des fichiers du programme installé : {fingerprint}. Une copie dont l’empreinte "
    "diffère a été modifiée : elle n’est pas couverte par cette attestation, et c’est à l’auteur de la "
    "modification d’attester."
)
SHOPS_PART = (
    "Je soussigné(e), {open}, représentant légal de {shop}, certifie avoir acquis ou installé le {open}, "
    "auprès de {editor}, le logiciel de caisse mentionné au volet 1 de cette attestation."
)
SHOPS_USE = (
    "J’atteste utiliser ce logiciel de caisse pour enregistrer les règlements de mes clients depuis "
    "le {open}."
)


def write_attestation(path: Path, paper: AttestationPaper) -> None:
    """Write the attestation to `path`, whole or not at all; the same facts give the same bytes."""
    write_whole(path, attestation_pdf(paper))


def attestation_pdf(paper: AttestationPaper) -> bytes:
    """The attestation as the bytes of a PDF."""
    words = speaking("fr")
    pen = Pen(title=TITLE, author=paper.editor or paper.shop.name, language="fr")
    blocks = [
        Block(SENDER_HEIGHT, partial(draw_sender, shop=paper.shop, words=words), keep=True),
        *paper_title(pen, TITLE),
        *paragraph(pen, LAW, SMALL),
        *_editor(pen, paper, words),
        *_shop(pen, paper),
    ]
    number = f"{paper.program} {paper.version}"
    return bind(pen, blocks, Binding(title=TITLE, who=paper.shop.name, number=number), words)


def _editor(pen: Pen, paper: AttestationPaper, words: Words) -> Iterator[Block]:
    editor = paper.editor or OPEN
    facts = {
        "signer": paper.signer or OPEN,
        "editor": editor,
        "program": f"«\N{NO-BREAK SPACE}{paper.program}\N{NO-BREAK SPACE}»",
        "version": paper.version,
        "root": root_of(paper.version),
        "fingerprint": paper.fingerprint,
    }
    yield gap(12)
    yield heading("Volet 1 : partie à remplir par l’éditeur du logiciel")
    yield gap(4)
    for text in (EDITORS_PART, ROOT, PLEDGE, FILES):
        yield from paragraph(pen, text.format(**facts))
        yield gap(5)
    yield from _signed(
        pen, paper.place, words.long_day(paper.day), "Le représentant légal de l’éditeur", editor
    )


def _shop(pen: Pen, paper: AttestationPaper) -> Iterator[Block]:
    shop = paper.shop
    named = f"{shop.name} (SIRET {grouped(shop.siret)})" if shop.siret else shop.name
    yield gap(16)
    yield heading("Volet 2 : partie à remplir par l’entreprise qui utilise le logiciel")
    yield gap(4)
    for text in (SHOPS_PART, SHOPS_USE):
        said = text.format(open=OPEN, shop=named, editor=paper.editor or OPEN)
        yield from paragraph(pen, said, keep=True)
        yield gap(5)
    yield from _signed(pen, "", OPEN, "Le représentant légal de l’entreprise", shop.name)


def _signed(pen: Pen, place: str, day: str, side: str, name: str) -> Iterator[Block]:
    yield from paragraph(pen, f"Fait à {place or OPEN}, le {day}.", STRONG, keep=True)
    yield from signatures(((side, name),), "Signature")
    yield from paragraph(pen, PENALTY, SMALL)


def root_of(version: str) -> str:
    """The part of a version that names its major version: `1` of `1.4.2`, `0.3` of `0.3.1`."""
    parts = version.split(".")
    return ".".join(parts[:2]) if parts[0] == "0" else parts[0]
