"""Pipes: everything that reaches outside the process.

May import `models`, `extensions` and `settings`; never `domain`, `blueprints` or `app`.
"""
