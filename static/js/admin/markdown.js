import { fetched } from "../fetched.js";

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
      const { url, page } = await fetched(form.dataset.markdown, { body: data });
      const isPreview = new URL(url).pathname === form.dataset.markdown; // and no page to sign in
      if (isPreview && number === asked) {
        place.querySelector(".prose").replaceChildren(...page.body.childNodes);
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
