"""Questions that came by phone, by letter or at the event, and those of the staff's own."""
