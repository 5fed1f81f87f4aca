"""Askers: the link that grants, and the personal data kept apart."""
