"""Every test of migrations begins with an empty database."""

from tests.migrations.places import fresh, site

__all__ = ["fresh", "site"]
