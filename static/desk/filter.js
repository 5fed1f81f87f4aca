// The reasons: a digit rejects for one of one's own nine, typing narrows them all down.

const MARKS = /\p{M}/gu;

function folded(text) {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase().trim();
}

// The open chooser of reasons.
export function reasons() {
  const chooser = document.querySelector("#choose-reject");
  return chooser?.checkVisibility() ? chooser : null;
}

export function filterOf(chooser) {
  return chooser.querySelector("[data-filter] input");
}

function shown(chooser) {
  return [...chooser.querySelectorAll(".reason:not([hidden]) input[type=radio]")];
}

function choose(radio) {
  radio.checked = true;
  radio.closest("label").scrollIntoView({ block: "nearest" });
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

// Chooses the reason of a digit; whether there is one.
export function chooseDigit(chooser, digit) {
  const radio = chooser.querySelector(`input[data-digit="${digit}"]`);
  if (radio) choose(radio);
  return radio !== null;
}

function narrow(chooser, field) {
  const wanted = folded(field.value);
  for (const reason of chooser.querySelectorAll(".reason")) {
    const text = folded(reason.querySelector("label").textContent.replace(/^\s*\d\s/, ""));
    reason.hidden = wanted !== "" && !text.includes(wanted);
  }
  const left = shown(chooser);
  const none = chooser.querySelector("#filtered");
  none.textContent = left.length === 0 ? none.dataset.none : "";
  if (wanted === "") return;
  if (left.length > 0) {
    if (!left.some((radio) => radio.checked)) choose(left[0]);
  } else {
    for (const radio of chooser.querySelectorAll("input[type=radio]:checked")) radio.checked = false;
  }
}

function step(chooser, by) {
  const left = shown(chooser);
  const at = left.findIndex((radio) => radio.checked);
  const next = left[at === -1 && by < 0 ? left.length - 1 : (at + by + left.length) % left.length];
  if (next) choose(next);
}

function begin(root) {
  const chooser = root.querySelector("#choose-reject");
  const field = chooser && filterOf(chooser);
  if (!field) return;
  field.closest("[data-filter]").hidden = false;
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    narrow(chooser, field);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(chooser, event.key === "ArrowDown" ? 1 : -1);
    }
    // Enter sends the reason that is chosen, as in every field of one line; none is chosen by itself.
    if (event.key === "Enter" && !shown(chooser).some((radio) => radio.checked)) event.preventDefault();
  });
}

begin(document);
document.addEventListener("desk:opened", (event) => begin(event.target));
