"""A panel's questions as a file."""
