"""Who may manage: panels by panel, the making of panels, staff and pages for the whole site."""

from __future__ import annotations

from models import Role
from tests.house_rules.matrix.who import May, cells, here, on_all, signed_in, somewhere

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
READ_A_PANEL = ("settings", "accent", "accent_sheet", "banner", "hall", "executives_list?panel", "executive")
READ_ITS_PIECES = ("not_taken_list", "one_not_taken", "notices_list", "notice", "topics_list", "topic")
CHANGE_A_PANEL = ("save_settings", "turn", "set_banner", "remove_banner")
CHANGE_ITS_EXECUTIVES = ("add_executive", "edit_executive", "use_initials", "move_executive")
CHANGE_ITS_TOPICS = ("add_topic", "rename_topic", "move_topic", "remove_topic")
CHANGE_ITS_NOTICES = ("add_notice", "edit_notice", "remove_notice")
CHANGE_NOT_TAKEN = ("add_not_taken", "edit_not_taken", "move_not_taken", "remove_not_taken")
MAKE_PANELS = ("new_panel", "make_panel", "copy_form", "copy_panel")
MANAGE_STAFF = ("invite", "send_invitation", "renew_invitation", "take_back_invitation", "grant", "revoke")
END_SIGN_INS = ("disable", "enable", "end_sign_in", "end_sign_ins")

CELLS: dict[str, May] = {
    **cells("managing", signed_in, "front"),
    **cells("managing", somewhere(*READERS), "panels_list", "executives_list"),
    **cells("managing", somewhere(Role.ADMINISTRATOR), "new_executive"),
    **cells("managing", here(*READERS), *READ_A_PANEL, *READ_ITS_PIECES, "export", "export_file"),
    **cells("managing", here(Role.ADMINISTRATOR), "new_executive?panel", "export_personal"),
    **cells(
        "managing", here(Role.ADMINISTRATOR), *CHANGE_A_PANEL, *CHANGE_ITS_EXECUTIVES, *CHANGE_ITS_TOPICS
    ),
    **cells("managing", here(*READERS), "export", "export_file"),
    **cells("managing", here(Role.ADMINISTRATOR), "export_personal"),
    **cells("managing", here(Role.ADMINISTRATOR), *CHANGE_ITS_NOTICES, *CHANGE_NOT_TAKEN),
    **cells("managing", on_all(Role.ADMINISTRATOR), *MAKE_PANELS, *MANAGE_STAFF, *END_SIGN_INS),
    **cells("managing", on_all(*READERS), "staff_list", "member", "pages_list", "edit_page"),
    **cells("managing", on_all(Role.ADMINISTRATOR), "write_page", "preview_page"),
}
