"""Tables that come in and go out: CSV, XLSX and ODS files."""
