"""Files to photos and photos to files."""

from engine.codecs.read import read
from engine.codecs.write import FORMATS, OutputFormat, format_of, write

__all__ = ["FORMATS", "OutputFormat", "format_of", "read", "write"]
