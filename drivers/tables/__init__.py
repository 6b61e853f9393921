"""Tables for spreadsheets and accountants' programs, as CSV files."""
