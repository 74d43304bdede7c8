"""The form made from a tool's options."""
