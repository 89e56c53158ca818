// Small comforts. Every page works without this file.

/** Write the time of printing under the page: a kept page can't know it. */
addEventListener("beforeprint", () => {
  const language = document.documentElement.lang;
  for (const place of document.querySelectorAll("[data-printed]")) {
    const now = new Date();
    place.textContent = ` · ${now.toLocaleString(language, { dateStyle: "long", timeStyle: "short" })}`;
  }
});

/** Buttons that only make sense with this file are hidden in the page until it is there. */
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/** Choosing an order in a list applies it at once; without this file there is the button. */
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

/** Where there is room beside the list, its first choices are shown at once. */
if (matchMedia("(min-width: 60rem)").matches) {
  for (const facet of document.querySelectorAll("details[data-wide]")) {
    facet.open = true;
  }
}
