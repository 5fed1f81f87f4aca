// Shows a typed explanation or reason where its reader will find it: in the letter, on the page.

function mirror(form, name) {
  const text = form.elements[name].value.trim();
  for (const copy of form.querySelectorAll("[data-letter-copy]")) {
    copy.textContent = text;
    copy.hidden = text === "";
  }
  for (const instead of form.querySelectorAll("[data-letter-without]")) instead.hidden = text !== "";
}

for (const place of document.querySelectorAll(".rejection")) {
  const form = place.closest("form");
  const name = place.dataset.letter ?? "explanation";
  form.addEventListener("input", () => mirror(form, name));
  // Back from another page, the browser fills in what was typed.
  window.addEventListener("pageshow", () => mirror(form, name));
}
