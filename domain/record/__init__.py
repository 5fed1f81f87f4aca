"""The record: events that are never changed and messages that must go out."""
