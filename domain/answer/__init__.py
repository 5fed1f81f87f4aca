"""Answers: what executives say and how far it has come."""
