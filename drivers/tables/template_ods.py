"""The template of a deposit list as an ODS file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from drivers.tables.template import (
    FIRST_LINE,
    LAST_LINE,
    PERCENT,
    PRICE,
    TEXT,
    WHOLE,
    Content,
    format_of,
    width_of,
)

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}:{place}:1.0"'
    for name, place in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)
_SPACES += f' xmlns:of="{_OASIS}:of:1.2"'
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_PAGES = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_SPACES} office:version="1.3">'
    '<office:automatic-styles><style:page-layout style:name="wide"><style:page-layout-properties '
    'fo:page-width="297mm" fo:page-height="210mm" fo:margin="12mm" style:print-orientation="landscape" '
    'style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="wide"/>'
    "</office:master-styles></office:document-styles>"
)
"""A4 lying, the list's columns side by side on one page."""

_META = f'<office:document-meta {_SPACES} office:version="1.3"><office:meta/></office:document-meta>'

_STYLES = {PRICE: "price", WHOLE: "whole", PERCENT: "percent", TEXT: "texts", "General": "plain"}
_EXPLAINED_MM = (36, 160, 8, 45)
_NUMBERS = (("price", 2), ("whole", 0), ("percent", 1))
_AT = (1980, 1, 1, 0, 0, 0)
"""One moment for all parts, so that the same template gives the same bytes."""


def ods_template(content: Content) -> bytes:
    """The file's bytes; the first part says what it is, and is not packed."""
    file = BytesIO()
    body = "".join(_content(content))
    parts = (
        ("mimetype", _MIMETYPE),
        ("content.xml", body),
        ("styles.xml", _PAGES),
        ("meta.xml", _META),
        ("META-INF/manifest.xml", _MANIFEST),
    )
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts:
            part = zipfile.ZipInfo(name, _AT)
            part.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(part, text.encode())
    return file.getvalue()


def _content(content: Content) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<office:document-content {_SPACES} office:version="1.3">'
    yield from _styles(content)
    yield "<office:body><office:spreadsheet>"
    yield from _offers(content)
    yield f'<table:table table:name={quoteattr(content.sheet)} table:style-name="sheet">'
    yield from (f'<table:table-column table:style-name="{column.name}"/>' for column in content.columns)
    for number, texts in enumerate(content.above):
        yield _row([_cell(text, "strong" if number == 0 else "") for text in texts])
    yield _row([_cell(title, "title") for title in content.titles])
    yield _row(
        [
            _cell(value, *_look(column.name))
            for column, value in zip(content.columns, content.example, strict=True)
        ]
    )
    blank = "".join(_cell("", *_look(column.name)) for column in content.columns)
    ready = LAST_LINE - FIRST_LINE
    yield f'<table:table-row table:number-rows-repeated="{ready}">{blank}</table:table-row></table:table>'
    yield from _explanations(content)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _styles(content: Content) -> Iterator[str]:
    yield "<office:automatic-styles>"
    yield (
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>'
    )
    for name, decimals in _NUMBERS:
        yield (
            f'<number:number-style style:name="n-{name}"><number:number number:decimal-places="{decimals}" '
            f'number:min-decimal-places="{decimals}" number:min-integer-digits="1"/></number:number-style>'
        )
    yield '<number:text-style style:name="n-texts"><number:text-content/></number:text-style>'
    for name in ("price", "whole", "percent", "texts"):
        yield f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="n-{name}"/>'
    yield '<style:style style:name="plain" style:family="table-cell"/>'
    bold = '<style:text-properties fo:font-weight="bold"/>'
    yield f'<style:style style:name="strong" style:family="table-cell">{bold}</style:style>'
    shade = '<style:table-cell-properties fo:background-color="#e7ecef"/>'
    yield f'<style:style style:name="title" style:family="table-cell">{shade}{bold}</style:style>'
    wrap = '<style:table-cell-properties fo:wrap-option="wrap"/>'
    yield f'<style:style style:name="wrapped" style:family="table-cell">{wrap}</style:style>'
    widths = [(column.name, width_of(column.name)) for column in content.columns]
    for name, width in [*widths, *((f"explained{number}", mm) for number, mm in enumerate(_EXPLAINED_MM))]:
        yield (
            f'<style:style style:name="{name}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width}mm"/></style:style>'
        )
    yield "</office:automatic-styles>"


def _offers(content: Content) -> Iterator[str]:
    """Lists to choose from; other VAT rates are warned of and may be typed all the same."""
    answers = ";".join(f'"{answer}"' for answer in content.answers)
    rates = f"[${content.explained}.$D$2:.$D${1 + len(content.rates)}]"
    yield "<table:content-validations>"
    for name, offered in (("rates", rates), ("answers", answers)):
        condition = quoteattr(f"of:cell-content-is-in-list({offered})")
        base = quoteattr(f"${content.sheet}.$A${FIRST_LINE}")
        yield (
            f'<table:content-validation table:name="{name}" table:condition={condition} '
            f'table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address={base}>'
            '<table:error-message table:message-type="warning" table:display="true"/>'
            "</table:content-validation>"
        )
    yield "</table:content-validations>"


def _explanations(content: Content) -> Iterator[str]:
    yield f'<table:table table:name={quoteattr(content.explained)} table:style-name="sheet">'
    for number in range(len(_EXPLAINED_MM)):
        yield f'<table:table-column table:style-name="explained{number}"/>'
    yield _row([_cell(content.explained, "strong"), *_blanks(2), _cell(content.rates_title, "strong")])
    rates = [_cell(rate, "percent") for rate in content.rates]
    for number, (title, text) in enumerate(content.explanations):
        beside = [*_blanks(1), rates[number]] if number < len(rates) else []
        yield _row([_cell(title, "strong"), _cell(text, "wrapped"), *beside])
    yield "</table:table>"


def _look(column: str) -> tuple[str, str]:
    """The cell style and the list to choose from of a column."""
    offer = {"vat": "rates", "second_hand": "answers", "unique": "answers"}.get(column, "")
    return _STYLES[format_of(column)], offer


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _blanks(count: int) -> list[str]:
    return ["<table:table-cell/>"] * count


def _cell(value: str | Decimal, style: str = "", offer: str = "") -> str:
    looks = f' table:style-name="{style}"' if style else ""
    looks += f' table:content-validation-name="{offer}"' if offer else ""
    if value == "":
        return f"<table:table-cell{looks}/>"
    kind = 'office:value-type="string"'
    if isinstance(value, Decimal):
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell{looks} {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"
