"""Dated lines above a panel's questions."""
