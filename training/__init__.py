"""From folders of unpaired photos to a checked ONNX separator. Uses torch; the app never imports it."""
