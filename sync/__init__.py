"""The optional hosted account; never imported by the engine."""
