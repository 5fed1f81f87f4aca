// Shows what is typed to a reader where they will find it: in the letter, on the page. What was filled
// in from the question is marked, and so are the places that are still open. Questions come and go on
// the page without another load, so that it listens from above.

const OPEN = String.raw`\{(?:…|\.\.\.|\?[^{}\n]{0,39}|question|executives|panel)\}`;

function escaped(text) {
  // No hyphen: outside brackets a pattern with "u" takes no backslash before one.
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

function pieces(text, fillings) {
  const known = fillings.filter(Boolean).sort((a, b) => b.length - a.length);
  const apart = new RegExp([OPEN, ...known.map(escaped)].join("|"), "gu");
  const found = [];
  let done = 0;
  for (const place of text.matchAll(apart)) {
    const mark = document.createElement("mark");
    mark.className = known.includes(place[0]) ? "place filled" : "place to-fill";
    mark.textContent = place[0];
    found.push(text.slice(done, place.index), mark);
    done = place.index + place[0].length;
  }
  return [...found, text.slice(done)];
}

function mirror(form) {
  const place = form?.querySelector(".rejection, [data-letter]");
  const field = place && form.elements[place.dataset.letter ?? "explanation"];
  if (!field) return;
  const text = field.value.trim();
  const fillings = JSON.parse(place.dataset.fillings ?? "[]");
  for (const copy of form.querySelectorAll("[data-letter-copy]")) {
    copy.replaceChildren(...(place.dataset.fillings ? pieces(text, fillings) : [text]));
    copy.hidden = text === "";
  }
  for (const instead of form.querySelectorAll("[data-letter-without]")) instead.hidden = text !== "";
}

document.addEventListener("input", (event) => mirror(event.target.form));
document.addEventListener("desk:opened", (event) => {
  for (const form of event.target.querySelectorAll("form")) mirror(form);
});
// Back from another page, the browser fills in what was typed.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) mirror(form);
});
