// A form is sent once: until the reply comes its button says so and takes no second press.
// The server guards it too; this keeps the page from looking as if nothing had happened.

const GIVEN_UP_MS = 15000;

const resting = new WeakMap();

function begin(form, button) {
  form.dataset.sending = "";
  if (!button?.dataset.busy) return;
  resting.set(button, [...button.childNodes]);
  button.dataset.rest = "";
  button.textContent = button.dataset.busy;
  button.setAttribute("aria-disabled", "true");
  button.classList.add("busy");
}

function end(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[data-rest]")) {
    button.replaceChildren(...resting.get(button));
    delete button.dataset.rest;
    button.removeAttribute("aria-disabled");
    button.classList.remove("busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    return;
  }
  begin(form, event.submitter);
  setTimeout(() => end(form), GIVEN_UP_MS);
});

// Back from the next page, the browser may show this one as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) end(form);
});
