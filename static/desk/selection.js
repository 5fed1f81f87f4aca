// Ticks rows of the queue and decides them together: the pane beside the list shows what is selected.
// The selection stays while one moves through the list and its pages, until it is let go or sent.

import { beside } from "./pane.js";

const PREFIX = "desk-selected-";
const SETTLED_MS = 150;
const MOST_FETCHED = 400;
const BOXES = "input[name=questions]";
const TWICE = "input[name=twice]";
const TYPED = ["reason", "explanation", "note", "until", "message", "topics"];
const CODES = /^Key([A-Z])$/;

const bar = document.querySelector(".selection.counting");
const panel = bar?.dataset.selection;
const selected = new Map();
let before = null;
let last = null;
let timer = 0;
let asking = null;

function load() {
  try {
    return Object.entries(JSON.parse(sessionStorage.getItem(PREFIX + panel)) ?? {});
  } catch {
    return [];
  }
}

function save() {
  try {
    if (selected.size > 0) sessionStorage.setItem(PREFIX + panel, JSON.stringify(Object.fromEntries(selected)));
    else sessionStorage.removeItem(PREFIX + panel);
  } catch {
    // Full, or not allowed here: the selection then lives as long as the page.
  }
}

function rows() {
  return [...document.querySelectorAll(".queue .rows li[data-question]")];
}

function boxOf(row) {
  return row?.querySelector(`.choose ${BOXES}`) ?? null;
}

function pane() {
  return document.querySelector(".panes > form.many");
}

function pairs() {
  return [...selected].map((pair) => pair.join(":"));
}

function number(count) {
  return new Intl.NumberFormat(document.documentElement.lang || "en").format(count);
}

// What the form of the pane sends, and every place that says how many.
function tell() {
  const status = bar.querySelector("[role=status]");
  const words = status.dataset.pattern.replace("{n}", number(selected.size));
  if (status.textContent !== words) status.textContent = words;
  bar.hidden = selected.size === 0;
  const decide = bar.querySelector("[data-decide]");
  if (decide) decide.href = address();
  const form = pane();
  if (!form) return;
  const apart = new Set([...form.querySelectorAll(TWICE)].map((box) => box.value.split(":")[0]));
  const rest = [...selected].filter(([id]) => !apart.has(id)).map((pair) => pair.join(":"));
  form.querySelector(`${BOXES}[type=hidden]`).value = rest.join(",");
  for (const place of form.querySelectorAll("[data-total]")) place.textContent = number(selected.size);
}

function address() {
  const url = new URL(bar.dataset.bulk, location.href);
  for (const field of document.querySelectorAll("#bulk input[type=hidden]")) url.searchParams.append(field.name, field.value);
  url.searchParams.set("questions", pairs().join(","));
  return `${url.pathname}${url.search.replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
}

function carry(from, to) {
  if (!from) return;
  for (const name of TYPED) {
    const old = [...from.querySelectorAll(`[name=${name}]`)];
    for (const [at, field] of [...to.querySelectorAll(`[name=${name}]`)].entries()) {
      if (!old[at]) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = old[at].checked;
      else field.value = old[at].value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function put(next) {
  const now = document.querySelector(".panes > .work");
  if (!now) return;
  if (!now.matches(".many")) before = { work: now, panes: now.parentElement.className };
  carry(now.matches(".many") ? now : null, next);
  now.replaceWith(next);
  tell();
  next.dispatchEvent(new CustomEvent("desk:opened", { bubbles: true }));
}

// The pane is read from its page. While a chooser is open nothing is put in its place.
async function show() {
  if (!beside() || selected.size === 0 || selected.size > MOST_FETCHED) return;
  asking?.abort();
  asking = new AbortController();
  try {
    const reply = await fetch(address(), { headers: { Accept: "text/html" }, signal: asking.signal });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const next = page.querySelector(".panes > form.many");
    const open = [...(pane()?.querySelectorAll(".chooser") ?? [])].some((one) => one.checkVisibility());
    if (next && !open && selected.size > 0) put(document.adoptNode(next));
  } catch {
    // Without an answer the list still says how many are ticked; the next tick asks again.
  }
}

function changed({ refresh = true } = {}) {
  save();
  tell();
  clearTimeout(timer);
  if (selected.size === 0) restore();
  else if (refresh) timer = setTimeout(show, SETTLED_MS);
}

function restore() {
  asking?.abort();
  const form = pane();
  if (!form || !before) return;
  form.replaceWith(before.work);
  before.work.parentElement.className = before.panes;
  before = null;
}

function set(row, on) {
  const box = boxOf(row);
  if (!box || (on && row.dataset.state === "decided")) return;
  box.checked = on;
  if (on) selected.set(row.dataset.question, row.dataset.version);
  else selected.delete(row.dataset.question);
}

function setRange(row) {
  const every = rows();
  const [from, to] = [every.indexOf(last ?? row), every.indexOf(row)].sort((a, b) => a - b);
  for (const one of every.slice(Math.max(from, 0), to + 1)) set(one, true);
  last = row;
}

function toggle(row) {
  set(row, !boxOf(row)?.checked);
  last = row;
}

function letGo() {
  selected.clear();
  for (const row of rows()) {
    const box = boxOf(row);
    if (box) box.checked = false;
  }
  last = null;
  changed();
}

function rowWithFocus() {
  return (
    document.activeElement?.closest?.(".queue li[data-question]") ??
    document.querySelector(".queue .rows a[aria-current]")?.closest("li") ??
    null
  );
}

function move(by) {
  const every = rows();
  const at = every.indexOf(rowWithFocus());
  const next = at === -1 ? every[by > 0 ? 0 : every.length - 1] : every[at + by];
  next?.querySelector("a[href]").focus();
  return next ?? null;
}

// One of the decisions: presses its button, or opens its chooser.
function act(action) {
  const button = pane()?.querySelector(`[data-bulk-action="${CSS.escape(action)}"]`);
  if (!button) return false;
  if (button.matches("a")) location.replace(button.hash);
  else pane().requestSubmit(button);
  return true;
}

function keyOf(event) {
  const code = CODES.exec(event.code);
  return /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : (code?.[1].toLowerCase() ?? event.key);
}

function directions() {
  const dialog = document.getElementById("keys");
  const keys = dialog && "on" in dialog.dataset ? JSON.parse(dialog.dataset.keys ?? "{}") : {};
  return new Map([
    [keys.next, 1],
    [keys.previous, -1],
  ]);
}

// Shift with the keys that move takes every row that is passed; Space takes the row with focus.
function keyed(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  const target = event.target;
  if (event.key === "Enter" && target.matches?.(".many .filter input")) {
    event.preventDefault();
    const button = target.closest(".chooser").querySelector("button[name=action]");
    if (target.closest(".chooser").querySelector("input[type=radio]:checked")) button.form.requestSubmit(button);
    return;
  }
  if (target.matches?.("textarea, select, input:not([type=checkbox], [type=radio])")) return;
  if (event.key === " " && target.matches?.(".queue .rows a")) {
    event.preventDefault();
    toggle(target.closest("li"));
    changed();
  } else if (event.shiftKey && directions().has(keyOf(event))) {
    const here = rowWithFocus();
    const next = move(directions().get(keyOf(event)));
    if (!next) return;
    event.preventDefault();
    if (here && !boxOf(here)?.checked) last = here;
    setRange(next);
    changed();
  } else if (event.key === "Escape" && selected.size > 0 && !target.closest?.(".chooser")) {
    const open = [...document.querySelectorAll(".work .chooser")].some((one) => one.checkVisibility());
    if (open) return;
    event.preventDefault();
    const way = pane()?.querySelector("a[data-let-go]");
    letGo();
    if (pane() && way) location.assign(way.href);
  }
}

function clicked(event) {
  const choose = event.target.closest?.(".queue .rows .choose");
  if (choose && event.shiftKey) {
    event.preventDefault();
    setRange(choose.closest("li"));
    changed();
    return;
  }
  const away = event.target.closest?.("a[data-let-go]");
  if (!away || selected.size === 0) return;
  const here = before !== null;
  letGo();
  if (here) event.preventDefault();
}

function ticked(event) {
  const box = event.target;
  if (!box.matches?.(`${BOXES}, ${TWICE}`)) return;
  const row = box.closest(".queue li[data-question]");
  if (row) {
    set(row, box.checked);
    last = row;
    changed();
    return;
  }
  const [id, version] = box.value.split(":");
  if (box.checked) selected.set(id, version);
  else selected.delete(id);
  const own = rows().find((one) => one.dataset.question === id);
  if (own && boxOf(own)) boxOf(own).checked = box.checked;
  changed({ refresh: false });
}

function begin() {
  const form = pane();
  // What was sent as a batch is no longer selected.
  if (document.querySelector(".work[data-batch-of]")) save();
  const sent = form?.querySelector(`${BOXES}[type=hidden]`)?.value.split(",") ?? [];
  const boxes = [...(form?.querySelectorAll(`${TWICE}:checked`) ?? [])].map((box) => box.value);
  // A page of a selection says itself what is selected; else it is what this tab kept.
  const known = form ? [...sent, ...boxes].filter(Boolean).map((pair) => pair.split(":")) : load();
  for (const [id, version] of known) selected.set(id, String(version));
  for (const row of rows()) {
    const box = boxOf(row);
    if (box) box.checked = selected.has(row.dataset.question);
  }
  save();
  tell();
  if (!form && selected.size > 0 && !document.querySelector(".work[data-open]")) show();
}

// Enter in a field presses the form's first button, which decides nothing.
document.addEventListener("submit", (event) => event.submitter?.matches(".first-of-form") && event.preventDefault(), true);

if (bar) {
  document.addEventListener("change", ticked);
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keyed);
  document.addEventListener("desk:select", (event) => {
    toggle(event.target.closest("li"));
    changed();
  });
  document.addEventListener("desk:bulk", (event) => {
    const { action } = event.detail;
    const handled = action === "next" || action === "previous" ? move(action === "next" ? 1 : -1) !== null : act(action);
    if (handled) event.preventDefault();
  });
  document.addEventListener("desk:opened", (event) => {
    if (!event.target.matches(".many")) before = null;
  });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  begin();
}
