"""Set-up from source, starter models and the recipes of the installers."""
