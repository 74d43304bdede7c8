"""One file a kind of picture file; decoded.py is what each hands over."""
