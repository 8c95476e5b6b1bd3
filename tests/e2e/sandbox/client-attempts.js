// A client that tries to get out of its frame, by each way that there is in a document. What it
// tries to reach is put in the place of ELSEWHERE and SITE.
import { useEffect, useState, createElement } from "react";

export const reconnect = (socket) => socket.disconnect().connect();
export const ask = (socket) => socket.emitWithAck("who-am-i");

const elsewhere = (name) => `ELSEWHERE/hit?${name}`;
const results = {};
const pending = [];

/** `way` gives something where it got out; nothing, or an error, where it did not. */
function attempt(name, way) {
  const late = new Promise((resolve) =>
    setTimeout(() => resolve("no answer"), 1500),
  );
  const tried = (async () => way())().then(
    (value) => (value ? `got out: ${String(value)}` : "nothing"),
    (error) => `refused: ${error?.name}`,
  );
  pending.push(
    Promise.race([tried, late]).then((result) => (results[name] = result)),
  );
}

const event = (target, good, ...bad) =>
  new Promise((resolve, reject) => {
    target.addEventListener(good, () => resolve(good));
    for (const one of bad)
      target.addEventListener(one, () => reject(new Error(one)));
  });
const blobOf = (text) => URL.createObjectURL(new Blob([text]));
const told = (worker) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error("error"));
  });
/** Puts an element into the document; gives what becomes of it, where it tells. */
const put = (tag, values, parent = document.head) => {
  const element = Object.assign(document.createElement(tag), values);
  parent.append(element);
  return element;
};
const loading = (tag, values) => event(put(tag, values), "load", "error");

attempt("fetch elsewhere", async () => {
  return (await fetch(elsewhere("fetch"), { mode: "no-cors" })).type;
});
attempt("fetch the site", async () => (await fetch("SITE/")).status);
attempt("fetch, kept alive", async () => {
  const how = { keepalive: true, method: "POST", mode: "no-cors", body: "x" };
  return (await fetch(elsewhere("keepalive"), how)).type;
});
attempt("XMLHttpRequest", () => {
  const request = new XMLHttpRequest();
  request.open("GET", elsewhere("xhr"));
  request.send();
  return event(request, "load", "error", "timeout");
});
attempt("WebSocket", () => {
  const address = elsewhere("ws").replace("http", "ws");
  return event(new WebSocket(address), "open", "error", "close");
});
attempt("EventSource", () =>
  event(new EventSource(elsewhere("events")), "open", "error"),
);
attempt("sendBeacon", () => {
  navigator.sendBeacon(elsewhere("beacon"), "x");
});
attempt("eval", () => (0, eval)("1 + 1"));
attempt("new Function", () => new Function("return 2")());
attempt("import() elsewhere", () =>
  new Function("address", "return import(address)")(elsewhere("import")),
);
attempt("an inline script", () => {
  put("script", { textContent: "globalThis.ran = true" });
  return globalThis.ran;
});
attempt("a script from elsewhere", () =>
  loading("script", { src: elsewhere("script") }),
);
attempt("a script of the site", () =>
  loading("script", { src: "SITE/offline.js" }),
);
attempt("a style sheet", () =>
  loading("link", { rel: "stylesheet", href: elsewhere("css") }),
);
attempt("a style sheet that imports", () => {
  put("style", { textContent: `@import url(${elsewhere("import-css")})` });
});
attempt("a font", () => {
  const rule = `@font-face { font-family: away; src: url(${elsewhere("font")}) }`;
  put("style", { textContent: `${rule} body { font-family: away }` });
});
attempt("a background", () => {
  document.body.style.backgroundImage = `url(${elsewhere("background")})`;
});
attempt("an image", () => loading("img", { src: elsewhere("img") }));
attempt("a video", () =>
  event(put("video", { src: elsewhere("video") }), "loadeddata", "error"),
);
attempt("an object", () => loading("object", { data: elsewhere("object") }));
attempt("an embedded thing", () =>
  loading("embed", { src: elsewhere("embed") }),
);
attempt("a frame from elsewhere", () => {
  put("iframe", { src: elsewhere("frame") }, document.body);
});
attempt("a frame of the site", () => {
  const frame = put("iframe", { src: "SITE/" }, document.body);
  return frame.contentDocument?.title;
});
for (const rel of ["prefetch", "preload", "modulepreload", "icon", "manifest"])
  attempt(`a link, ${rel}`, () => {
    put("link", { rel, as: "fetch", href: elsewhere(rel) });
  });
attempt("speculation", () => {
  const urls = [elsewhere("speculation")];
  const rules = { prefetch: [{ source: "list", urls }] };
  put("script", {
    type: "speculationrules",
    textContent: JSON.stringify(rules),
  });
});
attempt("a form that is submitted", () => {
  const form = put(
    "form",
    { action: elsewhere("form"), target: "_blank" },
    document.body,
  );
  form.submit();
});
attempt("a link to a new window", () => {
  put(
    "a",
    { href: elsewhere("blank"), target: "_blank" },
    document.body,
  ).click();
});
attempt("a link to the page’s own window", () => {
  put("a", { href: elsewhere("top"), target: "_top" }, document.body).click();
});
attempt("a link that pings", () => {
  put("a", { href: "#here", ping: elsewhere("ping") }, document.body).click();
});
attempt("a download", () => {
  put("a", { href: blobOf("x"), download: "x.exe" }, document.body).click();
});
attempt("window.open", () => window.open(elsewhere("open")));
attempt("the page’s window, led away", () => {
  window.top.location = elsewhere("top-location");
});
attempt("the page’s document", () => window.top.document.title);
attempt("the document around it", () => window.parent.document.title);
attempt("its own frame’s element", () => window.frameElement);
attempt("messages to the page", () => {
  window.top.postMessage({ kind: "hops", forged: true }, "*");
});
attempt("the site's own channels", () => {
  new BroadcastChannel("roundtrip").postMessage("forged");
});
attempt("a worker from elsewhere", () => told(new Worker(elsewhere("worker"))));
attempt("a worker of its own that fetches", () =>
  told(
    new Worker(
      blobOf(
        `fetch("${elsewhere("nested")}", { mode: "no-cors" }).then(() => postMessage("fetched"), () => postMessage(""))`,
      ),
    ),
  ),
);
attempt("SharedWorker", () => {
  new SharedWorker(
    blobOf(`fetch("${elsewhere("shared")}", { mode: "no-cors" })`),
  );
});
attempt("a service worker", () => navigator.serviceWorker.register(blobOf("")));
attempt("localStorage", () => (window.localStorage.x = "kept"));
attempt("sessionStorage", () => (window.sessionStorage.x = "kept"));
attempt("cookies", () => {
  document.cookie = "x=1";
  return document.cookie;
});
attempt("indexedDB", () => event(indexedDB.open("x"), "success", "error"));
attempt("caches", async () => !!(await caches.open("x")));
attempt("the file system", () => navigator.storage.getDirectory());
attempt("RTCPeerConnection", () => new window.RTCPeerConnection());
attempt("RTCPeerConnection in a frame of its own", () => {
  const frame = put("iframe", { srcdoc: "<p>" }, document.body);
  return new frame.contentWindow.RTCPeerConnection();
});
attempt("the clipboard", () => navigator.clipboard.readText());
attempt("the camera", () =>
  navigator.mediaDevices.getUserMedia({ video: true }),
);
attempt(
  "where it is",
  () =>
    new Promise((resolve, reject) =>
      navigator.geolocation.getCurrentPosition(resolve, reject),
    ),
);
attempt("notifications", async () => {
  return (await Notification.requestPermission()) === "granted";
});
attempt("a question in a window", () => window.confirm("x"));

export default function Client({ name }) {
  const [said, say] = useState("");
  useEffect(() => {
    Promise.all(pending).then(() => say(JSON.stringify(results)));
  }, []);
  return createElement("output", { "aria-label": `${name}'s results` }, said);
}
