"""The canvas: the photo in the middle of the window, and what can be done to it with hand and keyboard."""
