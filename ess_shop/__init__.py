"""The shop's rules: pure Python, without a window, a database or a device."""

__version__ = "0.1.0"
