"""What the site says of itself: its pages, their versions, the rules for questions."""
