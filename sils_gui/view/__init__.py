"""Widgets: each shows one piece of state and emits edits."""
