"""Accounts: users, passwords and sign-ins."""
