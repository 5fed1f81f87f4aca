// The desk's keyboard. A key is read by its character first, and where that isn't Latin by where it sits.

import { chooseDigit, filterOf, reasons } from "./filter.js";
import { chooseRoot, leaveMerging, openMerging } from "./merging.js";
import { atWork, beside, busy, current, link, open, rows, work } from "./pane.js";
import { character, composing, digit, typedIn } from "./pressed.js";
import { say, sentence } from "./saying.js";
import { takeBack } from "./sending.js";

const PREFIX = "#choose-";
const DECIDING = new Set(["approve", "undo"]);
const CHOOSERS = new Set(["reject", "hold", "send-back", "reword", "topics", "note"]);

const OPENING = new Set([...CHOOSERS, "merge"]);

const dialog = document.getElementById("keys");
const desk = document.querySelector(".panes") !== null;
const actions = new Map();
for (const [action, key] of Object.entries(JSON.parse(dialog.dataset.keys))) {
  if (key) actions.set(key, action);
}

function on() {
  return "on" in dialog.dataset;
}

function chooser() {
  return [...document.querySelectorAll(".work .chooser")].find((one) => one.checkVisibility()) ?? null;
}

function backToTheList() {
  (link(current()) ?? document.getElementById("question"))?.focus({ preventScroll: true });
}

function close() {
  location.replace("#question");
  requestAnimationFrame(backToTheList);
}

function firstField(place, action) {
  if (action === "reject") return filterOf(place);
  const templates = place.querySelector("[data-begin-filter] input"); // A digit begins with one of them.
  if (templates?.checkVisibility()) return templates;
  return place.querySelector("textarea") ?? place.querySelector("input:not([type=hidden])");
}

function openChooser(action) {
  const place = document.getElementById(PREFIX.slice(1) + action);
  if (!place) {
    say(sentence("notPossible"));
    return;
  }
  atWork();
  const put = () => firstField(place, action)?.focus({ preventScroll: true });
  if (!place.checkVisibility()) location.replace(PREFIX + action);
  // At once, so that what is typed next arrives in the field.
  if (place.checkVisibility()) put();
  else window.addEventListener("hashchange", put, { once: true });
}

function send(form) {
  form.requestSubmit(form.querySelector("button[type=submit]:not([name])"));
}

// Of many questions the form is the page's, and its button says which decision it is.
function sendChooser(place) {
  const button = place.querySelector("button[name=action]");
  if (button) button.form.requestSubmit(button);
  else send(place.querySelector("form"));
}

function approve() {
  const form = work()?.querySelector(".decisions form[action*='/approve']");
  if (form) send(form);
  else say(sentence("notPossible"));
}

function move(by) {
  const every = rows();
  const at = every.indexOf(current());
  const next = at === -1 ? every[by > 0 ? 0 : every.length - 1] : every[at + by];
  if (next) {
    atWork();
    open(link(next).href);
    return;
  }
  const older = document.querySelector(".queue .rows ~ .turn a[href]");
  if (by > 0 && older) location.assign(older.href);
  else say(sentence(by > 0 ? "last" : "first"));
}

function search() {
  const field = document.querySelector(".queue input[type=search], .queue input[name=q]");
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.select();
}

function select() {
  const row = document.activeElement?.closest?.(".queue li[data-question]") ?? current();
  row?.dispatchEvent(new CustomEvent("desk:select", { bubbles: true }));
}

// Where several questions are selected, a key means all of them.
function meansMany(action) {
  const many = document.querySelector(".panes > .work.many, .panes > .work.batch");
  const meant = new CustomEvent("desk:bulk", { bubbles: true, cancelable: true, detail: { action } });
  return many !== null && !many.dispatchEvent(meant);
}

function act(action) {
  if (meansMany(action)) return;
  if (action === "merge") {
    if (!openMerging()) say(sentence("notPossible"));
    return;
  }
  if (CHOOSERS.has(action)) openChooser(action);
  else if (action === "approve") approve();
  else if (action === "undo") takeBack();
  else if (action === "next") move(1);
  else if (action === "previous") move(-1);
  else if (action === "search") search();
  else if (action === "select") select();
  else if (action === "keys") dialog.showModal();
}

// Keys that are no characters work whether the others are switched on or not.
function sendOrClose(event, target) {
  const place = target.closest?.(".chooser");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && place && target.matches("textarea")) {
    event.preventDefault();
    if (!event.repeat) sendChooser(place);
  } else if (event.key === "Escape" && chooser()) {
    event.preventDefault();
    close();
  } else if (event.key === "Escape" && target.matches?.(".queue input")) {
    backToTheList();
  } else if (event.key === "Escape" && leaveMerging()) {
    event.preventDefault();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || composing(event)) return;
  if (document.querySelector("dialog[open]")) return;
  const target = event.composedPath()[0] ?? document.body;
  sendOrClose(event, target);
  if (!on() || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = typedIn(target);
  const list = desk ? reasons() : null;
  const filtering = list !== null && target === filterOf(list) && target.value === "";
  if (list && (!typing || filtering)) {
    const chosen = Number(digit(event, actions));
    if (chosen > 0 && !event.repeat && chooseDigit(list, chosen)) {
      event.preventDefault();
      sendChooser(list);
      return;
    }
  }
  if (typing || target.closest?.(".chooser")) return;
  const root = digit(event, actions);
  if (root !== null && chooseRoot(root)) {
    event.preventDefault();
    return;
  }
  const action = actions.get(character(event, actions));
  if (!action || (!desk && action !== "keys")) return;
  event.preventDefault();
  // What is decided is what is on screen, never what is only on its way there.
  if (busy() && (action === "approve" || OPENING.has(action))) {
    say(sentence("opening"));
    return;
  }
  if (event.repeat && (DECIDING.has(action) || OPENING.has(action) || busy())) return;
  act(action);
});

// Switched off, no cap is seen and no key is announced.
function dress(root) {
  if (on()) {
    for (const one of root.querySelectorAll("[data-shortcut]")) one.setAttribute("aria-keyshortcuts", one.dataset.shortcut);
    return;
  }
  for (const one of root.querySelectorAll("[aria-keyshortcuts]")) {
    one.dataset.shortcut = one.getAttribute("aria-keyshortcuts");
    one.removeAttribute("aria-keyshortcuts");
  }
}

document.addEventListener("desk:opened", (event) => dress(event.target));

document.querySelector("[data-keys-list]")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
});

const form = dialog.querySelector("form.switch");
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", async () => {
  const box = form.elements.on;
  const failed = form.querySelector("[data-failed]");
  let kept = false;
  try {
    const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    kept = reply.ok && new URL(reply.url).pathname === "/account/keys";
  } catch {
    kept = false;
  }
  failed.textContent = kept ? "" : failed.dataset.failed;
  if (!kept) {
    box.checked = !box.checked;
    return;
  }
  if (box.checked) dialog.dataset.on = "";
  else delete dialog.dataset.on;
  document.body.dataset.keys = box.checked ? "on" : "off";
  dress(document);
});
