"""The colours of one panel."""
