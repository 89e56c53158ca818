const TOGETHER = 2; // uploads at a time

/** Files dropped or chosen go up at once, each with its own progress; the form keeps their tokens. */
export function arriveByDropping(drop, form) {
  const input = drop.querySelector('input[type="file"]');
  const list = drop.querySelector(".arrivals");
  const waiting = [];
  let busy = 0;
  let pressed = null; // the button that was pressed while files were on their way

  const next = () => {
    while (busy < TOGETHER && waiting.length) {
      busy += 1;
      send(waiting.shift()).finally(() => {
        busy -= 1;
        next();
      });
    }
    if (!busy && pressed) {
      form.requestSubmit(pressed);
      pressed = null;
    }
  };
  const add = (files) => {
    for (const file of files) {
      const row = document.createElement("li");
      row.append(text(file.name), progress(file.name), text(drop.dataset.wordsWait));
      list.append(row);
      waiting.push({ file, row });
    }
    next();
  };
  const send = ({ file, row }) => new Promise((done) => {
    const data = new FormData();
    data.set("file", file, file.name);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.receive);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      const bar = row.querySelector("progress");
      if (bar && event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      const answer = request.response;
      if (answer?.token) arrived(row, answer, drop.dataset.wordsHere);
      else {
        failed(row, answer?.reason ?? `${file.name}: ${drop.dataset.wordsFailed}`);
        pressed = null; // first the person must read that this one isn't there
      }
      done();
    });
    request.send(data);
  });

  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.dataset.over = "";
    });
  }
  drop.addEventListener("dragleave", () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    delete drop.dataset.over;
    add([...event.dataTransfer.files]);
  });
  form.addEventListener("submit", (event) => {
    if (!busy && !waiting.length) return;
    event.preventDefault(); // the rows show what is still on its way
    pressed = event.submitter;
  });
}

function arrived(row, { name, token }, words) {
  const label = document.createElement("label");
  label.className = "choice";
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: "arrived", value: token, checked: true });
  label.append(box, text(name), text(words, "quiet"));
  row.replaceChildren(label);
}

function failed(row, reason) {
  row.replaceChildren(text(reason));
  row.dataset.failed = "";
}

function progress(name) {
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.ariaLabel = name;
  return bar;
}

function text(words, className = "") {
  const made = document.createElement("span");
  made.textContent = words;
  made.className = className;
  return made;
}
