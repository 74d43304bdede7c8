"""Photos in, photos out: no window, no network, no database, no global state."""

__version__ = "0.1.0"
