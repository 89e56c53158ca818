// Django's own scripts (jQuery) make markup out of text. With trusted types all of it comes by here:
// what could run is refused. It would not run anyway, by the content security policy.
if (globalThis.trustedTypes) {
  const active = /<\s*(script|iframe|object|embed|base)\b|\son\w+\s*=|javascript:/i;
  trustedTypes.createPolicy("default", { createHTML: (text) => (active.test(text) ? null : text) });
}
