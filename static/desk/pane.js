// Opens a question beside the list without leaving the page: the list stays where it is.
// Where anything goes wrong, the browser simply goes to the question's address.

import { leave, offer } from "./kept.js";

const FRESH_MS = 30_000;
const BESIDE = matchMedia("(min-width: 1000px)");
const FOCUS = "desk-focus";
const AT_WORK = "desk-at-work";

const ahead = new Map();
let turn = 0;
let waiting = false;
let shown = place(location.href);

function place(address) {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
}

function flag(name, value) {
  try {
    const had = sessionStorage.getItem(name);
    if (value === null) sessionStorage.removeItem(name);
    else if (value) sessionStorage.setItem(name, value);
    return had;
  } catch {
    return null;
  }
}

// Whether list and question stand side by side.
export function beside() {
  return BESIDE.matches && document.querySelector(".panes > .queue") !== null;
}

export function busy() {
  return waiting;
}

export function work() {
  return document.querySelector(".panes > .work[data-open]");
}

export function rows() {
  return [...document.querySelectorAll(".queue .rows li[data-question]")];
}

export function link(row) {
  return row?.querySelector("a[href]") ?? null;
}

export function current() {
  return document.querySelector(".queue .rows a[aria-current]")?.closest("li") ?? null;
}

// What can be decided next: pending, not on its way, and nobody else's.
function toDecide(row) {
  const free = !("mark" in row.dataset || "state" in row.dataset || row.querySelector(".reading"));
  return free && row.dataset.status === "pending";
}

// The row to decide after this one, else from the top.
export function following(row) {
  const every = rows();
  const at = every.indexOf(row);
  return [...every.slice(at + 1), ...every.slice(0, Math.max(at, 0))].find(toDecide) ?? null;
}

export function forgetPage(address) {
  ahead.delete(place(address));
}

// Goes on to an address of its own page; the focus comes back to the list there.
export function goOn(address) {
  flag(FOCUS, "yes");
  location.assign(address);
}

async function read(address) {
  const reply = await fetch(address, { headers: { Accept: "text/html" } });
  if (!reply.ok) throw new Error(`${reply.status}`);
  return new DOMParser().parseFromString(await reply.text(), "text/html");
}

function page(address, fresh) {
  const key = place(address);
  const known = ahead.get(key);
  ahead.delete(key);
  if (known && !fresh && performance.now() - known.at < FRESH_MS) return known.page;
  return read(address);
}

// Reads the question that probably comes next, so that moving on takes no time. Only for who is at work:
// to read a question is to claim it.
export function readAhead() {
  const row = current() && following(current());
  const address = link(row)?.href;
  if (!address || !beside() || !flag(AT_WORK)) return;
  const key = place(address);
  const known = ahead.get(key);
  if (known && performance.now() - known.at < FRESH_MS) return;
  const promise = read(address);
  promise.catch(() => ahead.delete(key));
  ahead.set(key, { page: promise, at: performance.now() });
}

export function atWork() {
  flag(AT_WORK, "yes");
}

function bringIntoView(row) {
  const list = row.closest(".queue");
  const [own, all] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (own.top < all.top || own.bottom > all.bottom) row.scrollIntoView({ block: "nearest" });
}

function replace(selector, found, otherwise) {
  const old = document.querySelector(selector);
  const next = found.querySelector(selector);
  if (!next) return;
  if (old) old.replaceWith(document.adoptNode(next));
  else otherwise(document.adoptNode(next));
}

function choose(id, focus) {
  for (const old of document.querySelectorAll(".queue .rows a[aria-current]")) old.removeAttribute("aria-current");
  const row = rows().find((one) => one.dataset.question === id);
  if (row) {
    link(row).setAttribute("aria-current", "page");
    bringIntoView(row);
  }
  if (focus) (link(row) ?? document.getElementById("question"))?.focus({ preventScroll: true });
}

// The list has come to its end: what comes next takes its place. What is selected stays.
function turnList(found) {
  const list = document.querySelector(".queue");
  for (const part of [".counts", ".arrivals", ".rows"]) {
    const [old, next] = [list.querySelector(part), found.querySelector(`.queue ${part}`)];
    if (old && next) old.replaceWith(document.adoptNode(next));
  }
  for (const old of list.querySelectorAll(".turn")) old.remove();
  const older = found.querySelector(".queue .turn");
  if (older) list.querySelector(".rows")?.after(document.adoptNode(older));
  list.scrollTop = 0;
  list.dispatchEvent(new CustomEvent("desk:listed", { bubbles: true }));
}

function show(found, address, { push, focus, list }) {
  const next = found.querySelector(".panes > .work[data-open]");
  if (!next) throw new Error("not a question");
  const old = document.querySelector(".panes > .work");
  if (old.dataset.open) leave(old);
  const panes = old.parentElement;
  old.replaceWith(document.adoptNode(next));
  panes.className = "panes reading";
  document.querySelector("main > h1")?.remove();
  replace(".phone-top", found, (top) => panes.before(top));
  document.querySelector(".desk-top").className = found.querySelector(".desk-top").className;
  if (list) turnList(found);
  document.title = found.title;
  if (push) history.pushState(null, "", place(address));
  else history.replaceState(null, "", place(address));
  shown = place(address);
  choose(next.dataset.open, focus);
  offer(next);
  next.dispatchEvent(new CustomEvent("desk:opened", { bubbles: true }));
}

// Opens the question at an address; fresh: as it is now, not as it was read ahead; list: its list as well.
export async function open(address, { push = true, focus = true, fresh = false, list = false } = {}) {
  if (!beside()) {
    location.assign(address);
    return;
  }
  turn += 1;
  const mine = turn;
  waiting = true;
  try {
    const found = await page(address, fresh);
    if (mine !== turn) return;
    show(found, address, { push: push && place(address) !== shown, focus, list });
    waiting = false;
    readAhead();
  } catch {
    if (mine === turn) goOn(address);
  } finally {
    if (mine === turn) waiting = false;
  }
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const found = event.target.closest?.(".queue .rows li[data-question] a[href]");
  if (!found || !beside() || !document.querySelector(".panes > .work")) return;
  event.preventDefault();
  atWork();
  open(found.href);
});

window.addEventListener("popstate", () => {
  if (place(location.href) === shown) return;
  if (work() && /\/questions\/\d+$/.test(location.pathname)) open(location.href, { push: false });
  else location.reload();
});

if (work()) offer(work());
if (flag(FOCUS, null) && current()) link(current()).focus({ preventScroll: true });
