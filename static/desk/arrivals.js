// Asks every few seconds what became of the list on screen: what has come, who decided or reads what.
// Rows stay where they are until the list is loaded anew. An open question stays claimed meanwhile.

import { mark, tell, unmark } from "./rows.js";

export { mark, unmark };

const EVERY_MS = 10_000;
const HIDDEN_MS = 60_000;
const LONGEST_MS = 300_000;
const KEEP_MS = 60_000;
const MOST_ROWS = 60;
const MANY = 3;

let etag = "";
let timer = 0;
let failures = 0;
let asked = 0;
let keeping;
let kept = 0;
let over = false;

// Asked for each time: the question beside the list is opened in place.
function line() {
  return document.querySelector("[data-arrivals]");
}

function head() {
  return document.querySelector("[data-held]");
}

function rows() {
  return [...document.querySelectorAll(".rows [data-question]")].slice(0, MOST_ROWS);
}

function address() {
  const url = new URL(line().dataset.arrivals, location.href);
  const shown = new Map(rows().map((li) => [li.dataset.question, li.dataset.version]));
  const open = head()?.dataset;
  if (open) {
    if (shown.size === MOST_ROWS) shown.delete([...shown.keys()].at(-1));
    shown.set(open.held, open.version);
    url.searchParams.set("open", open.held);
  }
  url.searchParams.set("rows", [...shown].map((pair) => pair.join(":")).join(","));
  return url;
}

// One line for those who hear the page: what came first, then what was decided; no count that runs.
function announce(words) {
  const status = line().querySelector("[role='status']");
  if (words.length) status.textContent = words.length > MANY ? status.dataset.several : words.join(" ");
}

function showArrived(words) {
  const came = line().querySelector(".came");
  const first = came.hidden;
  // A count that is being read stands still.
  if (!words || (!first && came.closest("a").matches(":hover, :focus"))) return [];
  came.querySelector(".words").textContent = words;
  came.hidden = false;
  line().querySelector(".stood").hidden = true;
  return first ? [`${words}.`] : [];
}

// The status that the list is of: a row whose question stands there again is as it was.
function listed() {
  return new URL(line().dataset.arrivals, location.href).searchParams.get("status");
}

function showRow(li, now) {
  if (now.status === listed()) {
    unmark(li);
    tell(li, "changed", now.words);
    return [];
  }
  const known = li.dataset.settled;
  const said = li.querySelector(".verdict")?.textContent;
  if (known !== (now.status ?? "") || said !== now.words) mark(li, now);
  return known === undefined ? [`${now.number ?? ""} ${now.words}.`.trim()] : [];
}

function showHead(news, open) {
  const held = head();
  if (news.open === null || held?.dataset.held !== open || held.textContent.trim() === news.open) return [];
  const first = !held.dataset.settled;
  held.textContent = news.open;
  if (!news.rows[open]) return [];
  held.dataset.settled = "yes";
  const inList = document.querySelector(`.rows [data-question="${CSS.escape(open)}"]`);
  return first && !inList ? [`${news.open}.`] : [];
}

function show(news, open) {
  const words = showArrived(news.arrived);
  for (const li of rows()) {
    const now = news.rows[li.dataset.question];
    if (now && now.version !== Number(li.dataset.version)) words.push(...showRow(li, now));
    tell(li, "reading", news.reading[li.dataset.question] ?? "");
  }
  announce([...words, ...showHead(news, open)]);
}

async function ask() {
  const url = address();
  const headers = etag ? { "If-None-Match": etag } : {};
  const answer = await fetch(url, { headers, cache: "no-store", redirect: "manual" });
  if (answer.status === 304) return;
  // Signed out, no longer allowed, another release: whoever loads the page anew is told.
  if (answer.type === "opaqueredirect" || [400, 403, 404].includes(answer.status)) over = true;
  if (over) return;
  if (!answer.ok) throw new Error(String(answer.status));
  etag = answer.headers.get("ETag") ?? "";
  show(await answer.json(), url.searchParams.get("open"));
}

async function keep() {
  const open = head()?.dataset;
  if (open?.held !== keeping) [keeping, kept] = [open?.held, performance.now()];
  const token = document.querySelector("input[name='csrf_token']")?.value;
  if (!open?.keep || open.settled || !token || document.hidden || performance.now() - kept < KEEP_MS) return;
  kept = performance.now();
  await fetch(open.keep, { method: "POST", body: new URLSearchParams({ csrf_token: token }), redirect: "manual" });
}

function wait() {
  clearTimeout(timer);
  if (over) return;
  const pace = document.hidden ? HIDDEN_MS : EVERY_MS;
  timer = setTimeout(turn, Math.min(pace * 2 ** failures, LONGEST_MS));
}

async function turn() {
  clearTimeout(timer);
  if (!line()) return;
  asked = performance.now();
  try {
    await keep();
    await ask();
    failures = 0;
  } catch {
    failures += 1; // No connection, or the server is busy: less often, and again as before once it answers.
  }
  wait();
}

function back() {
  if (!document.hidden && performance.now() - asked >= EVERY_MS) turn();
  else wait();
}

// Another script may import this file under its plain address: one of the two asks.
if (line() && !line().dataset.asking) {
  line().dataset.asking = "yes";
  asked = performance.now();
  [keeping, kept] = [head()?.dataset.held, asked];
  document.addEventListener("visibilitychange", back);
  window.addEventListener("online", back);
  window.addEventListener("pageshow", (event) => event.persisted && turn());
  wait();
}
