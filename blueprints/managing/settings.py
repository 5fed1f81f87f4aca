"""One panel's settings."""
