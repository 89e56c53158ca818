// The board fetches itself anew from time to time, while somebody looks at it and isn't in it.
import { fetched } from "../fetched.js";

const board = document.querySelector("#board");

async function renew() {
  if (document.hidden || board.contains(document.activeElement)) return;
  const answer = await fetched(location.href).catch((failure) => {
    if (failure.message === "401") location.reload(); // away for long: the page asks who is here
    return null;
  });
  const fresh = answer?.page.querySelector("#board");
  if (fresh) board.replaceChildren(...fresh.childNodes);
}

if (board) setInterval(renew, Number(board.dataset.every) * 1000);
