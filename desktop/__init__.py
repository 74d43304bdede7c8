"""The Qt studio around the engine; the window comes with a later issue."""
