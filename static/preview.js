// Shows the answer as readers will see it while it is typed. The server renders and cleans it.

const PAUSE = 400;

function watch(form, shown) {
  const field = form.elements.body;
  let timer = 0;
  let request = null;
  let last = field.value;

  async function render() {
    if (field.value === last) return;
    last = field.value;
    request?.abort();
    if (!last.trim()) {
      shown.replaceChildren();
      return;
    }
    request = new AbortController();
    const sent = new FormData();
    sent.set("body", last);
    sent.set("csrf_token", form.elements.csrf_token?.value ?? "");
    try {
      const reply = await fetch(form.dataset.preview, {
        method: "POST",
        body: sent,
        signal: request.signal,
        headers: { Accept: "text/html" },
      });
      behind(!reply.ok || reply.redirected);
      // Sanitised on the server: it alone writes HTML.
      if (reply.ok && !reply.redirected) shown.innerHTML = await reply.text();
    } catch (error) {
      if (error.name !== "AbortError") behind(true);
    }
  }

  function behind(yes) {
    document.getElementById("preview-behind").hidden = !yes;
    if (yes) last = null;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(render, PAUSE);
  });
  window.addEventListener("pageshow", render);
}

const form = document.querySelector("form[data-preview]");
const shown = document.getElementById("preview");
if (form && shown) watch(form, shown);
