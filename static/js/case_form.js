// Comforts of the form for a matter: a draft that outlives an accident, answers that are there
// already, and one sending at a time. Without this file the form asks on its next page.

const PAUSE = 400; // milliseconds without a key before published answers are looked for

for (const sent of document.querySelectorAll("[data-sent]")) forget(sent.dataset.sent);

for (const form of document.querySelectorAll("form[data-draft]")) {
  const said = form.querySelector("[data-status]");
  keepDraft(form);
  offerAnswers(form);
  sendOnce(form, said);
}

/** A matter that was sent needs no draft any more. */
function forget(kind) {
  try {
    sessionStorage.removeItem(`draft-${kind}`);
  } catch {
    // no storage, no draft
  }
}

/** What was written is kept in this window only, and gone when it is closed. */
function keepDraft(form) {
  const name = `draft-${form.dataset.draft}`;
  const fields = [...form.elements].filter((each) => each.name && !["submit", "file"].includes(each.type));
  const value = (each) => (each.type === "checkbox" ? each.checked : each.value);
  let draft = {};
  try {
    draft = JSON.parse(sessionStorage.getItem(name)) ?? {};
  } catch {
    // no storage, or not ours: the form begins as it is
  }
  const written = fields.some((each) => each.type !== "hidden" && value(each));
  for (const each of written ? [] : fields) {
    if (!(each.name in draft) || ["kind", "about", "place"].includes(each.name)) continue;
    if (each.type === "checkbox") each.checked = draft[each.name];
    else each.value = draft[each.name];
  }
  form.addEventListener("input", () => {
    try {
      const now = Object.fromEntries(fields.map((each) => [each.name, value(each)]));
      sessionStorage.setItem(name, JSON.stringify(now));
    } catch {
      // full or forbidden: nothing is lost but the comfort
    }
  });
}

function offerAnswers(form) {
  const place = form.querySelector("[data-related-list]");
  const subject = form.elements.subject;
  let waiting = 0;
  let asking = null;

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams({ subject: subject.value });
    try {
      const answer = await fetch(form.dataset.related, {
        method: "POST",
        body,
        signal: asking.signal,
      });
      if (answer.ok) show((await answer.json()).related);
    } catch {
      // asked anew meanwhile, or offline: the form works as it is
    }
  }

  function show(related) {
    place.hidden = related.length === 0;
    place.querySelector("ul").replaceChildren(
      ...related.map(({ title, lang, address }) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        Object.assign(link, { href: address, lang, textContent: title });
        Object.assign(link, { target: "_blank", rel: "noopener" });
        item.append(link);
        return item;
      }),
    );
  }

  subject.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

/** A second click sends nothing; without a connection the form waits for one. */
function sendOnce(form, said) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    if (navigator.onLine) {
      sent = true;
      return;
    }
    event.preventDefault();
    said.textContent = form.dataset.offline;
    addEventListener("online", () => form.requestSubmit(event.submitter), { once: true });
  });
  addEventListener("pageshow", () => {
    sent = false; // back from the next page
  });
}
