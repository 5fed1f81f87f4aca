"""Who may do what with an account: everybody with their own; an invitation is for whoever has the link."""

from __future__ import annotations

from tests.house_rules.matrix.who import May, anybody, cells, owner, signed_in

CELLS: dict[str, May] = {
    **cells("accounts", anybody, "sign_in", "begin", "invitation", "join"),
    **cells("accounts", signed_in, "sign_out", "security", "change_password", "end_other_sign_ins"),
    **cells("accounts", owner, "end_sign_in"),
    **cells("accounts", signed_in, "keyboard", "choose_keys", "switch_keys", "reset_keys"),
}
