"""The real window, driven by clicks, keys and drags."""
