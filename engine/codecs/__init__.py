"""Files to photos (read.py) and photos to files (write.py); formats.py names the formats."""
