"""Questions: their lifecycle and everything that moves them along it."""
