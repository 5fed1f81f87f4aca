// Asks how far a batch is until it is done, and then shows what became of it.

const EVERY_MS = 1000;
const LONGEST_MS = 15_000;

let etag = "";
let failures = 0;

function place() {
  return document.querySelector("[data-progress]");
}

async function ask() {
  const headers = etag ? { "If-None-Match": etag } : {};
  const reply = await fetch(place().dataset.progress, { headers, cache: "no-store", redirect: "manual" });
  if (reply.status === 304) return;
  if (!reply.ok) throw new Error(String(reply.status));
  etag = reply.headers.get("ETag") ?? "";
  const next = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[data-progress]");
  if (!("working" in next.dataset)) {
    location.reload();
    return;
  }
  place().querySelector(".figure").textContent = next.querySelector(".figure").textContent;
  place().querySelector("progress").value = next.querySelector("progress").value;
}

async function turn() {
  try {
    await ask();
    failures = 0;
  } catch {
    failures += 1;
  }
  if (place()) setTimeout(turn, Math.min(EVERY_MS * 2 ** failures, LONGEST_MS));
}

const batch = document.querySelector(".work.batch");
if (batch && "working" in (place()?.dataset ?? {})) setTimeout(turn, EVERY_MS);
// The keys of the desk: undo takes the whole batch back, next leads on.
document.addEventListener("desk:bulk", (event) => {
  const { action } = event.detail;
  const form = batch?.querySelector("form.undo:not(.over)");
  const next = batch?.querySelector("a[data-next]");
  if (action === "undo" && form) form.requestSubmit();
  else if (action === "next" && next) location.assign(next.href);
  else return;
  event.preventDefault();
});
