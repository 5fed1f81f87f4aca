"""The QR code and short address for the screen in the hall."""
