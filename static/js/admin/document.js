// A document's page in admin. Without this file all languages are shown one below the other, files are
// chosen with the browser's own button, and "Preview" opens the page.
import { arriveByDropping } from "./files.js";
import { previewMarkdown } from "./markdown.js";
import { tabs } from "./tabs.js";

const form = document.querySelector("#document-form");
if (form) {
  const versions = form.querySelector("[data-versions]");
  if (versions) tabs(versions);
  for (const version of form.querySelectorAll(".version")) previewMarkdown(version, form);
  const drop = form.querySelector("[data-drop]");
  if (drop) arriveByDropping(drop, form);
  document.querySelector(".error-summary")?.focus();
}
