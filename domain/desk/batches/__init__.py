"""Batches: one decision on many questions, each at the version that was selected."""
