// Brings the open question's row into view in the list that scrolls alone; the page stays put.

const row = document.querySelector(".queue [aria-current='page']");
const list = row?.closest(".queue");

if (list) {
  const shown = list.getBoundingClientRect();
  const own = row.getBoundingClientRect();
  if (own.bottom > shown.bottom) list.scrollTop += own.bottom - shown.bottom + own.height;
}
