// Says of a row of the queue what became of its question, in place: nothing around it moves.

const SHAPES = ".arrivals template";

// Does `change`; where the row has grown by it, the question has one line less, or what is said is cut.
function steadily(li, change) {
  const link = li.querySelector("a");
  const height = parseFloat(link.style.minBlockSize) || link.getBoundingClientRect().height;
  li.classList.remove("tight", "cut");
  link.style.minBlockSize = "";
  change();
  for (const way of ["tight", "cut"]) {
    if (link.getBoundingClientRect().height <= height + 0.5) break;
    li.classList.add(way);
  }
  link.style.minBlockSize = `${height}px`;
}

function say(li, name, words) {
  const meta = li.querySelector(".meta");
  let place = meta.querySelector(`.${name}`);
  if (!words) {
    place?.remove();
    return;
  }
  if (!place) {
    place = document.createElement("span");
    place.className = name === "reading" ? "by reading" : name;
    meta.append(place);
  }
  if (place.textContent !== words) place.textContent = words;
}

function shape(status) {
  const template = document.querySelector(SHAPES);
  const drawn = status && template?.content.querySelector(`.${CSS.escape(status)}`);
  if (!drawn) return null;
  const settled = document.createElement("span");
  settled.className = "settled";
  settled.setAttribute("aria-hidden", "true");
  settled.append(drawn.cloneNode(true));
  return settled;
}

function untick(li) {
  const box = li.querySelector("input[type='checkbox']:checked");
  if (!box) return;
  box.checked = false;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

// Marks the row as decided: `status` is where its question stands now, `words` who did what.
export function mark(li, { status, words }) {
  steadily(li, () => {
    li.dataset.state = "decided";
    li.dataset.settled = status ?? "";
    li.querySelector(".settled")?.remove();
    const drawn = shape(status);
    if (drawn) li.append(drawn);
    say(li, "verdict", words);
  });
  untick(li);
}

// Takes the mark away: the question stands again where it stood.
export function unmark(li) {
  if (li.dataset.state !== "decided") return;
  steadily(li, () => {
    delete li.dataset.state;
    delete li.dataset.settled;
    li.querySelector(".settled")?.remove();
    say(li, "verdict", "");
  });
}

// Says beside the row's age that somebody reads or has changed its question; nothing where `words` is empty.
export function tell(li, name, words) {
  const said = li.querySelector(`.${name}`)?.textContent ?? "";
  if (said !== (words ?? "")) steadily(li, () => say(li, name, words));
}
