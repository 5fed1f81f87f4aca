"""The queue: what it is narrowed to, its counts and its rows."""
