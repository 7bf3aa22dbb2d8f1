"""What must not run in the window's thread: opening, separating, previewing, exporting."""
