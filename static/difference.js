// Marks, while somebody types a new wording, what changes against the one before. Word by word.

const WORDS = /\s+|[\p{L}\p{M}\p{N}'’]+|[^\s\p{L}\p{M}\p{N}'’]/gu;
const MOST = 400;

function longest(before, after) {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      table[i][j] = before[i] === after[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function pieces(before, after) {
  const table = longest(before, after);
  const found = [];
  const add = (kind, word) => {
    if (found.at(-1)?.kind === kind) found.at(-1).text += word;
    else found.push({ kind, text: word });
  };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      add("same", before[i]);
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && table[i + 1][j] >= table[i][j + 1])) {
      add("del", before[i]);
      i += 1;
    } else {
      add("ins", after[j]);
      j += 1;
    }
  }
  return found;
}

function side(place, found, kept) {
  place.replaceChildren(
    ...found
      .filter((piece) => piece.kind === "same" || piece.kind === kept)
      .map((piece) => {
        if (piece.kind === "same") return document.createTextNode(piece.text);
        const mark = document.createElement(piece.kind);
        mark.textContent = piece.text;
        return mark;
      }),
  );
}

function watch(both) {
  const field = document.getElementById(both.dataset.difference);
  const [earlier, later] = [both.querySelector("[data-earlier]"), both.querySelector("[data-later]")];
  const before = earlier.textContent.match(WORDS) ?? [];

  function show() {
    const after = field.value.trim().match(WORDS) ?? [];
    both.hidden = before.length > MOST || after.length > MOST || before.join("") === after.join("");
    if (both.hidden) return;
    const found = pieces(before, after);
    side(earlier, found, "del");
    side(later, found, "ins");
  }

  field.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
}

function begin(place) {
  for (const both of place.querySelectorAll("[data-difference]")) watch(both);
}

begin(document);
// The desk opens another question in place.
document.addEventListener("desk:opened", (event) => begin(event.target));
