// Suggestions under the search fields: a combobox with a listbox, as the ARIA pattern describes it.
// Without this file the fields are plain search fields.

const PAUSE = 120; // milliseconds without a key before the server is asked
let fields = 0;

for (const input of document.querySelectorAll("input[data-suggestions]")) suggest(input);

function suggest(input) {
  const { suggestions: address, suggestionsLabel: label } = input.dataset;
  const list = document.createElement("ul");
  list.id = `suggestions-${++fields}`;
  list.className = "suggestion-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.after(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }

  const known = new Map(); // what was answered already, until the page is left
  let waiting = 0;
  let asking = null;
  let active = -1;

  const open = () => !list.hidden;

  function show(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) mark(-1);
  }

  function mark(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function fill({ suggestions, status }) {
    mark(-1);
    list.replaceChildren(...suggestions.map((each, at) => option(each, `${list.id}-${at}`)));
    said.textContent = status;
    show(suggestions.length > 0 && document.activeElement === input);
  }

  async function ask() {
    asking?.abort();
    const typed = input.value.trim();
    if (!typed) return close();
    if (!known.has(typed)) {
      asking = new AbortController();
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, {
          signal: asking.signal,
        });
        if (!answer.ok) return close();
        known.set(typed, await answer.json());
      } catch {
        return; // asked anew meanwhile, or offline: the field works as it is
      }
    }
    if (input.value.trim() === typed) fill(known.get(typed));
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    said.textContent = "";
    show(false);
  }

  function choose(option) {
    input.value = option.dataset.text;
    close();
    input.form.requestSubmit();
  }

  function move(step) {
    const last = list.children.length - 1;
    if (!open()) return show(last >= 0);
    const next = active + step;
    mark(active < 0 ? (step > 0 ? 0 : last) : next > last ? -1 : next);
  }

  const keys = {
    ArrowDown(event) {
      if (!open() && !list.children.length) return soon();
      const opened = !open();
      move(1);
      if (opened && !event.altKey) mark(0);
    },
    ArrowUp(event) {
      if (event.altKey) return close();
      const opened = !open();
      move(-1);
      if (opened) mark(list.children.length - 1);
    },
    Enter() {
      if (!open() || active < 0) return close() ?? true;
      choose(list.children[active]);
    },
    Escape() {
      if (!open()) return true; // the browser's own: empty the field
      close();
    },
    Tab: () => close() ?? true,
    Home: () => mark(-1) ?? true,
    End: () => mark(-1) ?? true,
    ArrowLeft: () => mark(-1) ?? true,
    ArrowRight: () => mark(-1) ?? true,
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key is the input method's
    const handle = keys[event.key];
    if (handle && handle(event) !== true) event.preventDefault();
  });
  input.addEventListener("input", (event) => {
    mark(-1);
    if (!event.isComposing) soon();
  });
  input.addEventListener("compositionend", soon);
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

function option({ text, lang, label }, id) {
  const made = document.createElement("li");
  made.id = id;
  made.dataset.text = text;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const words = document.createElement("span");
  words.lang = lang;
  words.textContent = text;
  made.append(words);
  if (label) {
    const kind = document.createElement("small");
    kind.textContent = label;
    made.append(" ", kind);
  }
  return made;
}
