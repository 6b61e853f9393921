"""Scanners that speak over a cable of their own."""
