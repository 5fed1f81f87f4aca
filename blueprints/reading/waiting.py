"""Approved questions that wait for an answer."""
