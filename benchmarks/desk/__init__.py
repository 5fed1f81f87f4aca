"""The desk with as many questions as nobody has yet: pages and decisions of one moderator."""
