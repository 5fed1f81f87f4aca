"""Panels: their window, who sits on them, what stands in their lists."""
