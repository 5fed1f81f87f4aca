// Shows the letter as the asker will read it while its reason, or a template, is written.

const PLACE = /\{([^{}\n]{0,40})\}/gu;
const OPEN = /^(?:…|\.\.\.|\?.*)$/u;

function write(form, paper) {
  const field = form.elements.standard_text ?? form.elements.template_text;
  const marks = field.name === "template_text";
  const places = JSON.parse(paper.dataset.places);
  const rules = JSON.parse(paper.dataset.rules ?? "{}");
  const said = paper.querySelector("[data-letter-text]");
  const rule = paper.querySelector("[data-letter-rule]");

  function part(text, kind) {
    if (!kind || !marks) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.className = `place ${kind}`;
    mark.textContent = text;
    return mark;
  }

  function pieces(text) {
    const found = [];
    let done = 0;
    for (const place of text.matchAll(PLACE)) {
      const known = Object.hasOwn(places, place[1]);
      if (!known && !OPEN.test(place[1])) continue;
      found.push(part(text.slice(done, place.index)));
      found.push(known ? part(places[place[1]], "filled") : part(place[0], "to-fill"));
      done = place.index + place[0].length;
    }
    return [...found, part(text.slice(done))];
  }

  function show() {
    said.replaceChildren(...pieces(field.value.trim()));
    if (!rule) return;
    const number = form.elements.rule.value;
    const known = Object.hasOwn(rules, number);
    const name = rule.querySelector("[data-rule-name]");
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
