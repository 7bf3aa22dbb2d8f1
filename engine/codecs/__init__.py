"""Photos in files: one file per container, reading and writing."""
