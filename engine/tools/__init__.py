"""One folder a tool; each package's ``TOOL`` is its declaration."""
