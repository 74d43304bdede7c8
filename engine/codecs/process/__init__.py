"""The process that decodes foreign bytes: decoder.py is its parent's handle, child.py what runs in it."""
