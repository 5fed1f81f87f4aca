// The page on which the root of a merge is chosen: it opens in place, a digit chooses, Escape goes back.

import { atWork, beside, open, work } from "./pane.js";

function page() {
  const place = work();
  return place?.matches(".merging") ? place : null;
}

function chosen(place) {
  return place.querySelector("input[name=into]:checked") ?? place.querySelector("input[name=into]");
}

// So that Enter merges and the arrows choose; where there is nothing to choose, one searches.
function begin() {
  const place = page();
  if (!place) return;
  const first = place.querySelector("[aria-invalid='true'], .summary") ?? chosen(place);
  (first ?? place.querySelector("#find")).focus({ preventScroll: true });
}

// Where the open question can be merged, opens what it can be merged into; whether it can.
export function openMerging() {
  const link = work()?.querySelector("a[data-merge]");
  if (!link) return page() !== null;
  atWork();
  open(link.href, { focus: false });
  return true;
}

// Chooses the question of a digit; whether this is the page for it.
export function chooseRoot(digit) {
  const place = page();
  const radio = place?.querySelector(`input[name=into][data-digit="${digit}"]`);
  if (!radio) return place !== null;
  radio.checked = true;
  radio.closest("label").scrollIntoView({ block: "nearest" });
  radio.focus({ preventScroll: true });
  return true;
}

// Back to the question; whether there was a page to leave.
export function leaveMerging() {
  const link = page()?.querySelector("a[data-back]");
  if (!link) return false;
  open(link.href);
  return true;
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.(".work a[data-merge], .work a[data-back]");
  if (!link || !beside()) return;
  event.preventDefault();
  if (link.matches("[data-merge]")) openMerging();
  else leaveMerging();
});

document.addEventListener("desk:opened", begin);
begin();
