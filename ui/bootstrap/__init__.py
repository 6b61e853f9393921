"""The composition root: the one place that knows which storage and which drivers serve the rules."""

from ui.bootstrap.accounts import AccountFiles, fec_problems
from ui.bootstrap.archives import (
    ArchiveFile,
    archive_keys,
    archive_press,
    export_key,
    renew_archive_key,
    verified_archive,
)
from ui.bootstrap.books import (
    SqlBooks,
    default_place,
    exists,
    new_books,
    opened,
    practice_books,
    till_folder,
    till_here,
)
from ui.bootstrap.charts import ChartPress
from ui.bootstrap.clock import now
from ui.bootstrap.copies import backup, free_name, restore, whole_or_none
from ui.bootstrap.equipment import devices, post, printer, printer_check, serial_scanner
from ui.bootstrap.files import Cell, ListFiles, spreadsheet, table, write_deposit_template, write_table
from ui.bootstrap.labels import LabelPress
from ui.bootstrap.law import LawPress
from ui.bootstrap.month import PaperWriter, write_home_files
from ui.bootstrap.papers import DeskPress, font_files
from ui.bootstrap.receipts import ReceiptPress

__all__ = [
    "AccountFiles",
    "ArchiveFile",
    "Cell",
    "ChartPress",
    "DeskPress",
    "LabelPress",
    "LawPress",
    "ListFiles",
    "PaperWriter",
    "ReceiptPress",
    "SqlBooks",
    "archive_keys",
    "archive_press",
    "backup",
    "default_place",
    "devices",
    "exists",
    "export_key",
    "fec_problems",
    "font_files",
    "free_name",
    "new_books",
    "now",
    "opened",
    "post",
    "practice_books",
    "printer",
    "printer_check",
    "renew_archive_key",
    "restore",
    "serial_scanner",
    "spreadsheet",
    "table",
    "till_folder",
    "till_here",
    "verified_archive",
    "whole_or_none",
    "write_deposit_template",
    "write_home_files",
    "write_table",
]
