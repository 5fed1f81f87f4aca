"""Merging at the desk: the page on which the root is chosen, and what it shows."""
