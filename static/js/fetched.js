// A page, or a part of one, fetched as a document: the browser reads it without running anything of
// it, and no text becomes markup in our hands (trusted types).

/** { url, page } of what the portal answers; throws if it is no good answer, or was given up. */
export function fetched(address, { body = null, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(body ? "POST" : "GET", address);
    request.responseType = "document";
    request.onload = () =>
      request.status === 200 && request.response
        ? resolve({ url: request.responseURL, page: request.response })
        : reject(new Error(String(request.status)));
    request.onerror = () => reject(new Error("no connection"));
    request.onabort = () => reject(new DOMException("given up", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
