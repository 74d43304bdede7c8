"""EXIF, IPTC and XMP: carried from file to file, changed in place."""
