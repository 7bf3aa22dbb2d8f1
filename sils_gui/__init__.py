"""The window: photos, layers, sliders."""
