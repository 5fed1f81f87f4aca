"""How a panel's desk stands: what came, what waits, what was decided and how long that took."""
