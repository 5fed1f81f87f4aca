// What becomes of a question that was decided here, on its row of the list.

import { mark, tell, unmark } from "./rows.js";

export function rowOf(id) {
  return document.querySelector(`.rows li[data-question="${CSS.escape(id)}"]`);
}

function put(row, state, words) {
  for (const each of ["sending", "failed"]) tell(row, each, each === state ? words : "");
  if (state) row.dataset.mark = state;
  else delete row.dataset.mark;
}

export function markSending(row, words) {
  if (row) put(row, "sending", words);
}

// Only once the server said so.
export function markDone(row, { status, version, outcome }) {
  if (!row) return;
  put(row, null, "");
  Object.assign(row.dataset, { status, version });
  mark(row, { status, words: outcome });
}

export function markFailed(row, words) {
  if (row) put(row, "failed", words);
}

// It stands as `status` says, with nothing said of it.
export function markStanding(row, { status, version }) {
  if (!row) return;
  put(row, null, "");
  Object.assign(row.dataset, { status, version });
  unmark(row);
}
