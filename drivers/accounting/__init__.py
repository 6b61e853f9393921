"""Files for accountants and the tax office: FEC, entries to import, trial balance, e-reporting."""
