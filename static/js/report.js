// Whoever chooses a passage can report a mistake in it: the form opens with the passage and its place.
// Without this file the form asks for the place.

const LONGEST = 300;

for (const text of document.querySelectorAll("[data-report]")) {
  const link = document.createElement("a");
  link.className = "button report-selection screen-only";
  link.rel = "nofollow";
  link.textContent = text.dataset.reportWords;
  link.hidden = true;
  text.append(link);
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const passage = chosen.toString().replace(/\s+/g, " ").trim();
    const begins = chosen.rangeCount ? chosen.getRangeAt(0).startContainer : null;
    link.hidden = passage.length < 2 || passage.length > LONGEST || !text.contains(begins);
    if (link.hidden) return;
    const more = new URLSearchParams({ place: placeOf(begins, text), passage });
    link.href = `${text.dataset.report}&${more}`;
  });
}

/** The part of a file, or the heading before the passage, as the form knows it. */
function placeOf(begins, text) {
  const element = begins.nodeType === Node.ELEMENT_NODE ? begins : begins.parentElement;
  const part = element.closest("[data-place]");
  if (part) return part.dataset.place;
  let last = "";
  for (const heading of text.querySelectorAll(".prose :is(h2, h3, h4, h5, h6)[id]")) {
    const before = heading.compareDocumentPosition(begins);
    const isInside = heading.contains(begins);
    if (isInside || before & Node.DOCUMENT_POSITION_FOLLOWING) last = `#${heading.id}`;
  }
  return last;
}
