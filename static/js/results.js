// Results follow the filters as they change; without this file there is a button.

import { fetched } from "./fetched.js";

const PAUSE = 250; // milliseconds in which further filters may be chosen

let asking = null;
let waiting = 0;

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-results] .filters input[type=checkbox]")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => follow(addressOf(target.form)), PAUSE);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-results] :is(.active-filters, .list-tools nav) a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  follow(link.href);
});

addEventListener("popstate", () => {
  if (document.querySelector("[data-results]")) follow(location.href, false);
});

function addressOf(form) {
  return `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
}

async function follow(address, isNew = true) {
  clearTimeout(waiting);
  asking?.abort();
  asking = new AbortController();
  const place = document.querySelector("[data-results]");
  place.setAttribute("aria-busy", "true");
  try {
    const { url, page } = await fetched(address, { signal: asking.signal });
    const results = page.querySelector("[data-results]");
    if (!results) throw new Error("no results");
    if (isNew) history.pushState(null, "", url);
    document.title = page.title;
    put(place, results);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

/** The new results in the place of the old ones: what is open stays so, and the focus too. */
function put(old, results) {
  const open = new Set([...old.querySelectorAll("details[open]")].map(named));
  for (const each of results.querySelectorAll("details")) each.open = open.has(named(each));
  const focus = document.activeElement;
  const choice = old.contains(focus) && focus.matches("input") && [focus.name, focus.value];
  old.replaceWith(results);
  if (choice) {
    [...results.querySelectorAll("input")]
      .find(({ name, value }) => name === choice[0] && value === choice[1])
      ?.focus({ preventScroll: true });
  }
  const said = document.querySelector("[data-said]");
  said.textContent = results.querySelector("[data-total]").textContent;
}

function named(details) {
  return details.querySelector("summary").textContent;
}
