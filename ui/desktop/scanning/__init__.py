"""Scanners that type like a keyboard: telling their bursts from people, and reading them in any layout."""
