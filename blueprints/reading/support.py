"""I want to know this too."""
