"""Panels: the list of them, making and copying one, the settings of one."""

from blueprints.managing.panels import accent, listing, making, turning

__all__ = ["accent", "listing", "making", "turning"]
