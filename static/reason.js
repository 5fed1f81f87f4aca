// Shows the letter as the asker will read it while its reason is written.

function write(form, paper) {
  const places = JSON.parse(paper.dataset.places);
  const rules = JSON.parse(paper.dataset.rules);
  const said = paper.querySelector("[data-letter-text]");
  const rule = paper.querySelector("[data-letter-rule]");
  const name = rule.querySelector("[data-rule-name]");

  function show() {
    said.textContent = form.elements.standard_text.value
      .trim()
      .replace(/\{([^{}\n]{0,40})\}/g, (place, of) => (Object.hasOwn(places, of) ? places[of] : place));
    const number = form.elements.rule.value;
    const known = Object.hasOwn(rules, number);
    rule.hidden = !known;
    rule.querySelector("[data-rule-text]").textContent = known ? rules[number] : "";
    name.textContent = known ? name.dataset.ruleName.replace("{n}", number) : "";
  }

  form.addEventListener("input", show);
  // Back from another page, the browser fills in what was typed.
  window.addEventListener("pageshow", show);
}

const form = document.querySelector("form.reasoning");
const paper = document.querySelector("[data-letter]");
if (form && paper) write(form, paper);
