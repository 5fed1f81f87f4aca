"""What the site says of itself: rules, privacy, accessibility, imprint, contact."""
