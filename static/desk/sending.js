// Sends a decision without leaving the page. It is sent once, the next question opens at once, and the row
// is marked done only when the server said so; where it said no, the row says why and nothing typed is lost.

import { forget, keep, typed } from "./kept.js";
import { markDone, markFailed, markSending, markStanding, rowOf } from "./mark.js";
import { atWork, beside, following, forgetPage, goOn, link, open, readAhead, work } from "./pane.js";
import { say, sentence, warn } from "./saying.js";

const PATIENCE_MS = 30_000;
// Looking at the asker's name decides nothing: the page is loaded anew.
const DECISION = /\/questions\/(\d+)\/(?!reveal$)([a-z-]+)$/;
const SECOND = 1000;

const onTheWay = new Map();
let latest = null;
let takingBack = false;

function told(form) {
  const found = DECISION.exec((form.getAttribute("action") ?? "").split("?")[0]);
  return found ? { id: found[1], action: found[2] } : null;
}

async function post(form) {
  try {
    const reply = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const json = reply.headers.get("Content-Type")?.startsWith("application/json");
    return { code: reply.status, ...(json ? await reply.json() : {}) };
  } catch {
    return { code: 0 };
  }
}

// Why it was not done, in a sentence.
function because(reply) {
  if (reply.said) return reply.said;
  const errors = Object.values(reply.errors ?? {}).flat();
  if (errors.length > 0) return `${sentence("notDone")}: ${errors.join(" ")}`;
  if (reply.code === 403) return sentence("signedOut");
  if (reply.code === 0) return sentence("noReply");
  return sentence("refused");
}

// Something that the server would ask for is missing: its own page says so best.
function lacks(form) {
  if (form.querySelector("[data-letter-copy] .to-fill")) return true;
  if ([...form.querySelectorAll("[aria-required='true']")].some((field) => !field.value?.trim())) return true;
  const radios = [...form.querySelectorAll("input[type=radio]:is([name=reason], [name=into])")];
  return radios.length > 0 && !radios.some((radio) => radio.checked);
}

function plainly(form) {
  HTMLFormElement.prototype.submit.call(form);
}

// The place for undo holds one's own last decision, on whichever question's bar.
function showUndo() {
  const place = work()?.querySelector("form.undo");
  if (!place || latest === null) return;
  const left = Math.ceil(((latest.ends ?? 0) - performance.now()) / SECOND);
  place.hidden = left <= 0;
  if (place.hidden) return;
  place.classList.remove("over");
  place.setAttribute("action", latest.address);
  place.dataset.number = latest.number;
  place.dataset.undoLeft = left;
  place.elements.version.value = latest.version;
  place.querySelector(".what").textContent = latest.what;
  place.querySelector("button").disabled = false;
  place.dispatchEvent(new CustomEvent("desk:undoable", { bubbles: true }));
}

function remember(undo) {
  latest = undo ? { ...undo, ends: performance.now() + undo.left * SECOND } : {};
  showUndo();
}

// What became of a decision after which the next question was opened.
function settle(id, form, had, reply) {
  const row = rowOf(id);
  if (reply.code === 200) {
    forget(id);
    markDone(row, reply);
    remember(reply.undo);
    say(reply.done);
    return;
  }
  const why = because(reply);
  delete form.dataset.sent;
  keep(id, [had], why);
  markFailed(row, why);
  warn(why);
  if (form.isConnected) complain(form, why);
  else if (!row) open(had.action.replace(/\/[a-z-]+(?=\?|$)/, ""), { fresh: true });
}

// Out of the queue: the next question is opened before the reply comes.
async function decide(form, id) {
  const next = following(rowOf(id));
  const had = typed(form);
  const sent = post(form);
  form.dataset.sent = "";
  onTheWay.set(id, sent);
  forgetPage(link(rowOf(id))?.href ?? location.href);
  markSending(rowOf(id), sentence("sending"));
  atWork();
  if (next) open(link(next).href);
  const reply = await sent;
  onTheWay.delete(id);
  settle(id, form, had, reply);
  if (reply.code !== 200 || next || work()?.dataset.open !== id) return;
  if (/\/questions\/\d+(?:\?|$)/.test(reply.next)) open(reply.next, { list: true });
  else goOn(reply.next);
}

// Stays on the question, which is then shown as it has become.
async function change(form, id) {
  const here = work();
  const sent = post(form);
  onTheWay.set(id, sent);
  const reply = await sent;
  onTheWay.delete(id);
  if (reply.code === 409 || reply.code === 422) {
    plainly(form);
    return;
  }
  if (reply.code !== 200) {
    warn(because(reply));
    complain(form, because(reply));
    return;
  }
  form.dataset.sent = "";
  forget(id);
  say(reply.done);
  if (reply.status === here.dataset.status) markStanding(rowOf(id), reply);
  else markDone(rowOf(id), reply);
  remember(reply.undo);
  if (work()?.dataset.open === id) await open(reply.next, { fresh: true });
}

function complain(form, why) {
  const line = form.querySelector(":scope > .error.unsent") ?? document.createElement("p");
  line.className = "error unsent";
  line.textContent = why;
  form.prepend(line);
}

// Takes the last decision back, also one that is still on its way, and opens its question again.
export async function takeBack() {
  if (takingBack) return;
  takingBack = true;
  try {
    const last = (await Promise.all(onTheWay.values())).at(-1);
    if (last && last.code !== 200) return;
    const form = work()?.querySelector("form.undo:not([hidden], .over)");
    if (!form) {
      say(sentence("nothingToUndo"));
      return;
    }
    const decision = told(form);
    if (!decision) {
      plainly(form); // A batch, which has a page of its own.
      return;
    }
    const { id } = decision;
    const reply = await post(form);
    if (reply.code === 409 || reply.code === 422) {
      plainly(form);
    } else if (reply.code === 200) {
      say(reply.done);
      markStanding(rowOf(id), reply);
      remember(reply.undo);
      atWork();
      await open(reply.next, { fresh: true });
    } else {
      warn(because(reply));
      form.querySelector(".what").textContent = because(reply);
    }
  } finally {
    takingBack = false;
  }
}

// Before the listener that keeps plain forms from being sent twice.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const decision = told(form);
    const here = form.closest?.(".work[data-open]");
    if (!decision || !here || !beside() || event.submitter?.name === "another") return;
    if (form.matches(".undo")) {
      event.preventDefault();
      takeBack();
      return;
    }
    if (onTheWay.has(decision.id)) {
      event.preventDefault();
      say(sentence("onItsWay"));
      return;
    }
    if (lacks(form)) return;
    event.preventDefault();
    const leadsOn = here.dataset.leadsOn.split(" ").includes(decision.action);
    if (leadsOn) decide(form, decision.id);
    else change(form, decision.id);
  },
  true,
);

document.addEventListener("desk:opened", showUndo);
window.addEventListener("pageshow", readAhead);
