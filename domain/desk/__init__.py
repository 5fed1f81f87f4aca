"""The desk: reasons and what the asker reads."""
