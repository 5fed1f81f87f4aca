"""Questions that ask what another asks: how many are found, and how fast."""
