"""Invoices as Factur-X: a paper to read and keep, with the same invoice as data inside."""
