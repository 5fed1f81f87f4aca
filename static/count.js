// Counts characters as a reader does (graphemes) while they type, as the server will.

const PAUSE_MS = 900;
const CLOSE = 0.9;

const language = document.documentElement.lang || "en";
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(language, { granularity: "grapheme" }) : null;
const figures = new Intl.NumberFormat(language);

function count(text) {
  const tidy = text.replace(/\r\n?/g, "\n").trim();
  return Array.from(segmenter ? segmenter.segment(tidy) : tidy).length;
}

function watch(line) {
  const field = document.getElementById(line.dataset.counts);
  const figure = line.querySelector(".figure");
  const status = line.querySelector("[role=status]");
  const most = Number(line.dataset.most);
  let timer = 0;

  function show() {
    const n = count(field.value);
    line.classList.toggle("over", n > most);
    figure.textContent = figure.dataset.pattern.replace("{n}", figures.format(n));
    // Read aloud only near the end, and only once the typing pauses.
    clearTimeout(timer);
    timer = setTimeout(() => tell(n), PAUSE_MS);
  }

  function tell(n) {
    if (n > most) status.textContent = line.dataset.over.replace("{n}", figures.format(n - most));
    else status.textContent = n >= most * CLOSE ? figure.textContent : "";
  }

  figure.hidden = false;
  field.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
}

function begin(place) {
  for (const line of place.querySelectorAll("[data-counts]")) watch(line);
}

begin(document);
// The desk opens another question in place.
document.addEventListener("desk:opened", (event) => begin(event.target));
