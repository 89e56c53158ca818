// The board fetches itself anew from time to time, while somebody looks at it and isn't in it.
const board = document.querySelector("#board");

async function renew() {
  if (document.hidden || board.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#board");
  if (fresh) board.replaceChildren(...fresh.childNodes);
}

if (board) setInterval(renew, Number(board.dataset.every) * 1000);
