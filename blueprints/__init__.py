"""Doors: one package for each audience. What they share lies beside them."""
