// Shows public questions near to the one being typed. It never keeps anybody from sending.

const PAUSE_MS = 700;
const FEWEST = 15;
const FEWEST_UNSPACED = 6;
const MOST = 500;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

function count(text) {
  return Array.from(segmenter ? segmenter.segment(text) : text).length;
}

function enough(text) {
  const length = count(text);
  const unspaced = (text.match(UNSPACED) ?? []).length;
  return length <= MOST && length >= (unspaced * 2 > length ? FEWEST_UNSPACED : FEWEST);
}

function watch(box) {
  const field = document.getElementById(box.dataset.similar);
  const items = box.querySelector("[data-items]");
  const status = box.querySelector("[role=status]");
  let timer = 0;
  let asked = "";
  let asking = new AbortController();

  function show(html) {
    items.innerHTML = html;
    box.hidden = html === "";
    const number = items.querySelectorAll("li").length;
    const one = number === 1 ? box.dataset.one : box.dataset.several;
    status.textContent = number > 0 ? one.replace("{n}", number) : "";
  }

  async function ask(text) {
    asking.abort();
    asking = new AbortController();
    const address = `${box.dataset.address}?${new URLSearchParams({ text })}`;
    try {
      const response = await fetch(address, { signal: asking.signal, cache: "no-store" });
      show(response.status === 200 ? await response.text() : "");
    } catch {
      // Given up for the next one, or offline: what is shown stays.
    }
  }

  function look() {
    const text = field.value.replace(/\r\n?/g, "\n").trim();
    if (text === asked) return;
    asked = text;
    if (enough(text)) ask(text);
    else {
      asking.abort();
      show("");
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  }

  field.addEventListener("input", soon);
  window.addEventListener("pageshow", soon);
}

for (const box of document.querySelectorAll("[data-similar]")) watch(box);
