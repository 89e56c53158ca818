// The small work by which a form tells a browser from a program. Where this file can't run (no
// scripts, or a page without https), the form asks a small sum in words instead.

const BATCH = 256; // hashes asked for at once

for (const form of document.querySelectorAll("form[data-challenge-bits]")) {
  if (globalThis.crypto?.subtle) work(form);
}

async function work(form) {
  const token = form.elements.challenge.value;
  const bits = Number(form.dataset.challengeBits);
  const text = new TextEncoder();
  const fits = async (number) => {
    const hash = await crypto.subtle.digest("SHA-256", text.encode(`${token}:${number}`));
    return new DataView(hash).getUint32(0) >>> (32 - bits) === 0;
  };
  for (let first = 0; ; first += BATCH) {
    const found = await Promise.all(Array.from({ length: BATCH }, (_, at) => fits(first + at)));
    const at = found.indexOf(true);
    if (at < 0) continue;
    form.elements.work.value = String(first + at);
    form.querySelector("[data-challenge-sum]").hidden = true;
    return;
  }
}
