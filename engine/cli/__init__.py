"""The command line: verbs, what they print, and how they end."""
