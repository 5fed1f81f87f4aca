// What is typed stays on this device until it was sent. Offered again after a failure, never sent by itself.

const PREFIX = "floor-kept-";
const LONGEST_MS = 24 * 60 * 60 * 1000;
const NOT_TYPED = new Set(["csrf_token", "idempotency_key", "rules", "question", "lang"]);

function load(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + key));
    return kept && Date.now() - kept.at < LONGEST_MS ? kept : null;
  } catch {
    return null;
  }
}

function save(key, kept) {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(kept));
  } catch {
    // Full, or not allowed here: the page itself still has what was typed.
  }
}

function forget(key) {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept then.
  }
}

function typed(form) {
  const fields = [];
  for (const field of form.elements) {
    if (!field.name || NOT_TYPED.has(field.name) || field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "checkbox") fields.push([field.name, field.value, field.checked]);
    else fields.push([field.name, field.value, null]);
  }
  return fields;
}

function putBack(form, fields) {
  for (const [name, value, checked] of fields) {
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (checked === null) field.value = value;
      else if (field.value === value) field.checked = checked;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function clock(at) {
  return new Intl.DateTimeFormat(document.documentElement.lang || "en", { timeStyle: "short" }).format(at);
}

function since(place, at) {
  for (const line of place.querySelectorAll("[data-kept-since]")) {
    line.textContent = line.dataset.keptSince.replace("{time}", clock(at));
  }
}

function differs(form, fields) {
  return JSON.stringify(typed(form)) !== JSON.stringify(fields);
}

function offer(form, key) {
  const place = document.querySelector(`[data-restore="${key}"]`);
  const kept = load(key);
  if (!place || !kept || !kept.sent || !differs(form, kept.fields)) return;
  since(place, kept.at);
  place.hidden = false;
  place.querySelector("[data-put-back]").addEventListener("click", () => {
    putBack(form, kept.fields);
    place.hidden = true;
    form.querySelector("textarea")?.focus();
  });
  place.querySelector("[data-discard]").addEventListener("click", () => {
    forget(key);
    place.hidden = true;
  });
}

function holdBack(form) {
  const place = document.querySelector("[data-offline]");
  if (!place) return () => {};
  const page = document.querySelector(".asking");
  const button = place.querySelector("button[type=submit]");
  const status = place.querySelector("[role=status]");
  let left = 0;

  function tell() {
    const away = !navigator.onLine;
    button.disabled = away;
    const said = away ? status.dataset.away : status.dataset.there;
    status.textContent = said.replace("{time}", clock(left));
  }

  function show() {
    left = Date.now();
    place.querySelector("#kept-offline").textContent = form.elements.text.value;
    since(place, left);
    page.hidden = true;
    place.hidden = false;
    tell();
    place.querySelector("[role=heading]").focus();
  }

  place.querySelector("[data-back]").addEventListener("click", () => {
    place.hidden = true;
    page.hidden = false;
    form.elements.text.focus();
  });
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  return show;
}

function keep(form) {
  const key = form.dataset.keep;
  const show = holdBack(form);
  let begun = false;
  offer(form, key);
  form.addEventListener("input", () => {
    begun = true;
    save(key, { at: Date.now(), fields: typed(form), sent: false });
  });
  form.addEventListener("submit", (event) => {
    save(key, { at: Date.now(), fields: typed(form), sent: true });
    if (navigator.onLine) return;
    event.preventDefault();
    show();
  });
  // Without a connection the browser shows a page of its own; whoever comes back is offered their text.
  window.addEventListener("pagehide", () => {
    const kept = load(key);
    if (begun && kept) save(key, { ...kept, sent: true });
  });
}

// The passport is only there once the question has arrived: what was kept of it is no longer needed.
const arrived = document.querySelector("[data-arrived]");
if (arrived) {
  for (const key of arrived.dataset.arrived.split(" ")) forget(key);
}

for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
