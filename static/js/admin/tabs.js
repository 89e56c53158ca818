/** Show one language version at a time, chosen by tabs (arrow keys move between them). */
export function tabs(place) {
  const panels = [...place.querySelectorAll(".version")];
  const list = document.createElement("div");
  list.className = "tablist";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", place.querySelector("legend").textContent);
  const buttons = panels.map((panel) => button(panel));
  list.append(...buttons);
  panels[0].before(list);
  panels.forEach((panel, at) => {
    panel.querySelector("h3").hidden = true;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", buttons[at].id);
  });

  const choose = (at, focus = false) => {
    panels.forEach((panel, index) => {
      panel.hidden = index !== at;
      buttons[index].setAttribute("aria-selected", index === at);
      buttons[index].tabIndex = index === at ? 0 : -1;
    });
    if (focus) buttons[at].focus();
  };
  buttons.forEach((each, at) => each.addEventListener("click", () => choose(at)));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose((buttons.indexOf(document.activeElement) + step + panels.length) % panels.length, true);
  });
  // A link of the error summary leads into a version that may be hidden.
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.('a[href^="#"]')?.getAttribute("href").slice(1);
    const at = panels.findIndex((panel) => target && panel.contains(document.getElementById(target)));
    if (at >= 0) choose(at);
  });
  const first = (name) => panels.findIndex((panel) => name in panel.dataset);
  choose(Math.max(first("errors") >= 0 ? first("errors") : first("written"), 0));
}

function button(panel) {
  const made = document.createElement("button");
  made.type = "button";
  made.id = `tab-${panel.id}`;
  made.setAttribute("role", "tab");
  made.setAttribute("aria-controls", panel.id);
  made.lang = panel.dataset.lang;
  made.textContent = panel.dataset.name;
  if ("errors" in panel.dataset) made.dataset.errors = "";
  if ("written" in panel.dataset) {
    const dot = document.createElement("span");
    dot.className = "tab-dot";
    dot.textContent = " ●";
    dot.ariaHidden = "true";
    made.append(dot);
  }
  return made;
}
