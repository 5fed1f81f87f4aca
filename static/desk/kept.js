// What was typed and not sent stays in this tab until it was, beside the question that it is about.

const PREFIX = "desk-typed-";
const PRESSED = new Set(["hidden", "submit", "button"]);

function load(id) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + id));
  } catch {
    return null;
  }
}

// forms: what was typed in each; why: what kept it from being sent, null where it was only left behind.
export function keep(id, forms, why = null) {
  try {
    if (forms.length > 0) sessionStorage.setItem(PREFIX + id, JSON.stringify({ forms, why }));
  } catch {
    // Full, or not allowed here: the row still says what happened.
  }
}

export function forget(id) {
  try {
    sessionStorage.removeItem(PREFIX + id);
  } catch {
    // Nothing was kept then.
  }
}

function label(field) {
  const own = field.labels?.[0];
  const words = own?.querySelector(":scope > span:not(.optional)") ?? own?.firstChild;
  return words?.textContent.trim().replace(/\s+/g, " ") || field.name;
}

// The fields of a form that hold something: name, value, whether it is a choice, and how it is called.
export function typed(form) {
  const fields = [];
  for (const field of form.elements) {
    if (!field.name || PRESSED.has(field.type) || field.matches("button, fieldset")) continue;
    const chosen = field.type === "checkbox" || field.type === "radio";
    if (chosen ? field.checked : field.value.trim()) fields.push([field.name, field.value, chosen, label(field)]);
  }
  return { action: form.getAttribute("action"), fields };
}

function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

// What was typed on a question that is left: each form in which something differs from how it came.
export function leave(work) {
  if (load(work.dataset.open)?.why) return;
  const forms = [...work.querySelectorAll(".chooser form:not([data-sent])")];
  const begun = forms.filter((form) => [...form.elements].some((field) => field.name && changed(field)));
  keep(work.dataset.open, begun.map(typed));
}

function path(action) {
  return new URL(action, location.href).pathname;
}

function formOf(work, { action }) {
  const forms = [...work.querySelectorAll(".chooser form")];
  return forms.find((form) => path(form.getAttribute("action")) === path(action)) ?? null;
}

// As many fields as texts were typed, where a form has several of one name.
function makeRoom(form, fields) {
  const another = form.querySelector("button[name=another]");
  const wanted = fields.filter(([name]) => name === "texts").length;
  for (let have = form.querySelectorAll("[name=texts]").length; another && have < wanted; have += 1) another.click();
}

function fill(form, fields) {
  makeRoom(form, fields);
  const had = new Map();
  for (const field of form.elements) {
    const own = fields.filter(([name]) => name === field.name);
    if (own.length === 0 && field.type !== "checkbox") continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = own.some(([, value]) => value === field.value);
    } else {
      const nth = had.get(field.name) ?? 0;
      had.set(field.name, nth + 1);
      if (nth < own.length) field.value = own[nth][1];
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function show(work, { forms, why }, id) {
  const box = work.querySelector("[data-kept]");
  const there = forms.map((one) => [formOf(work, one), one.fields]).filter(([form, fields]) => form && fields.length > 0);
  box.querySelector("[data-why]").textContent = why;
  const list = document.createElement("dl");
  box.querySelector("[data-ways]").before(list);
  for (const [, value, chosen, called] of forms.flatMap((one) => one.fields)) {
    const [name, text] = [document.createElement("dt"), document.createElement("dd")];
    name.textContent = called;
    text.textContent = value;
    text.dir = "auto";
    list.append(...(chosen ? [name] : [name, text]));
  }
  const back = box.querySelector("[data-put-back]");
  back.hidden = there.length === 0;
  back.addEventListener("click", () => {
    for (const [form, fields] of there) fill(form, fields);
    forget(id);
    box.hidden = true;
    location.replace(`#${there[0][0].closest(".chooser").id}`);
  });
  box.querySelector("[data-discard]").addEventListener("click", () => {
    forget(id);
    box.hidden = true;
    document.getElementById("question")?.focus({ preventScroll: true });
  });
  box.hidden = false;
}

// Gives back what was typed on the question that opens: at once, or for what failed, after a press.
export function offer(work) {
  const id = work.dataset.open;
  const kept = load(id);
  if (!kept) return;
  if (kept.why !== null) {
    show(work, kept, id);
    return;
  }
  for (const one of kept.forms) {
    const form = formOf(work, one);
    if (form) fill(form, one.fields);
  }
  forget(id);
}
