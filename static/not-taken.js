// Shows a topic that isn't taken here while its words stand in the question. It never keeps anybody from sending.

const PAUSE_MS = 700;
const MARKS = /[\p{Mn}]/gu;
const KANA_MARKS = new Set(["\u3099", "\u309a"]);
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const list = new Intl.ListFormat(document.documentElement.lang || "en", { type: "conjunction" });

// As domain/panel/words.py does it on submission.
function folded(text) {
  const bare = text.normalize("NFKD").replace(MARKS, (mark) => (KANA_MARKS.has(mark) ? mark : ""));
  const caseless = bare.toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFC");
  return (caseless.match(WORD) ?? []).join(" ");
}

function appears(word, spaced, close) {
  const wanted = folded(word);
  if (!wanted) return false;
  return UNSPACED.test(wanted) ? close.includes(wanted.replaceAll(" ", "")) : spaced.includes(` ${wanted} `);
}

function named(words) {
  return list.formatToParts(words).map(({ type, value }) => {
    if (type !== "element") return value;
    const word = document.createElement("strong");
    word.dir = "auto";
    word.textContent = value;
    return word;
  });
}

function watch(boxes, fields) {
  let timer = 0;

  function show() {
    const spaced = ` ${folded(fields.map((field) => field.value).join("\n"))} `;
    const close = spaced.replaceAll(" ", "");
    for (const box of boxes) {
      const found = JSON.parse(box.dataset.words).filter((word) => appears(word, spaced, close));
      if (found.length > 0) {
        const place = box.querySelector("[data-found]");
        if (place.textContent !== list.format(found)) place.replaceChildren(...named(found));
      }
      box.hidden = found.length === 0 || box.dataset.goneOn === "yes";
    }
  }

  for (const field of fields) {
    // What is being typed is left alone; the box comes with the pause.
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE_MS);
    });
  }
  for (const box of boxes) {
    box.querySelector("[data-go-on]").addEventListener("click", (event) => {
      event.preventDefault();
      box.dataset.goneOn = "yes";
      box.hidden = true;
      document.getElementById("details").focus();
    });
  }
  window.addEventListener("pageshow", show);
  show();
}

const boxes = [...document.querySelectorAll(".appearing .box")];
const fields = ["text", "details"].map((id) => document.getElementById(id)).filter(Boolean);
if (boxes.length > 0) watch(boxes, fields);
