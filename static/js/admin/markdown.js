const REST = 400; // milliseconds without a key before the server is asked

/** Show under a version how its text will look, as the server renders it. */
export function previewMarkdown(version, form) {
  const body = version.querySelector("textarea.body");
  const place = version.querySelector(".live-preview");
  if (!body || body.disabled) return;
  let waiting, asked = 0;
  const show = async () => {
    place.hidden = !body.value.trim();
    if (place.hidden) return;
    const number = ++asked;
    const data = new FormData();
    data.set("body", body.value);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.markdown, { method: "POST", body: data });
      if (answer.ok && !answer.redirected && number === asked) {
        place.querySelector(".prose").innerHTML = await answer.text(); // made safe by the server
      }
    } catch {
      // No connection just now: the next key asks again.
    }
  };
  body.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, REST);
  });
  show();
}
