"""From a fit to layers: what is in front of what, what comes to light, light, full size."""
