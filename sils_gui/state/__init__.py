"""What the window shows, as data: documents, viewport, settings, recent files, problems."""
