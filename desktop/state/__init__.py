"""What the window shows, without widgets: observable objects, one file a screen. Lives on the window's thread."""
