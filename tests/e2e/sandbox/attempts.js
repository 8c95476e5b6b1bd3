// A program that tries to get out of its sandbox, by each way that there is in a worker. What it
// tries to reach is put in the place of ELSEWHERE and SITE.
import { Server } from "socket.io";

const io = new Server(3000);
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

attempt("fetch elsewhere", async () => {
  return (await fetch(elsewhere("fetch"), { mode: "no-cors" })).type;
});
attempt("fetch the site", async () => (await fetch("SITE/")).status);
attempt("fetch, kept alive", async () => {
  const how = { keepalive: true, method: "POST", mode: "no-cors", body: "x" };
  return (await fetch(elsewhere("keepalive"), how)).type;
});
attempt("fetch data:", async () => (await fetch("data:,x")).status);
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
attempt("WebTransport", async () => {
  const transport = new WebTransport(
    elsewhere("wt").replace("http:", "https:"),
  );
  await transport.ready;
  return "ready";
});
attempt("import() elsewhere", () => import(elsewhere("import")));
attempt("import() of the site", () => import("SITE/offline.js"));
attempt("importScripts", () => {
  self.importScripts(elsewhere("importScripts"));
  return "loaded";
});
attempt("eval", () => (0, eval)("1 + 1"));
attempt("new Function", () => new Function("return 2")());
attempt("setTimeout with a text", async () => {
  self.ran = false;
  self.setTimeout("self.ran = true", 0);
  // Timers of one length run in their order.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return self.ran;
});
attempt("a worker from elsewhere", () => told(new Worker(elsewhere("worker"))));
attempt("a worker of the site", () => told(new Worker("SITE/offline.js")));
attempt("a worker of a data: address", () =>
  told(new Worker("data:text/javascript,postMessage(1)")),
);
attempt("a worker of its own that fetches", () =>
  told(
    new Worker(
      blobOf(
        `fetch("${elsewhere("nested")}", { mode: "no-cors" }).then(() => postMessage("fetched"), () => postMessage(""))`,
      ),
    ),
  ),
);
attempt("a worker of its own that loads a script", () =>
  told(
    new Worker(
      blobOf(`importScripts("${elsewhere("script")}"); postMessage("loaded")`),
    ),
  ),
);
attempt("SharedWorker", () => {
  return new SharedWorker(blobOf("")) && "started";
});
attempt("indexedDB", () => {
  const asked = indexedDB.open("x");
  return event(asked, "success", "error");
});
attempt("caches", async () => !!(await caches.open("x")));
attempt("localStorage", () => (self.localStorage.x = "kept"));
attempt("cookies", () => self.cookieStore.set("x", "kept").then(() => "kept"));
attempt("the file system", () => navigator.storage.getDirectory());
attempt("a service worker", () => navigator.serviceWorker.register(blobOf("")));
attempt("sendBeacon", () => navigator.sendBeacon(elsewhere("beacon"), "x"));
attempt("RTCPeerConnection", () => new self.RTCPeerConnection());
attempt("the page", () => self.parent.document);
attempt("the page's top", () => self.top.location.href);
attempt("another address", () => {
  self.location.href = elsewhere("location");
});
attempt("notifications", async () => {
  return (await Notification.requestPermission()) === "granted";
});
attempt("the site's own channels", () => {
  new BroadcastChannel("roundtrip").postMessage("forged");
});

// A client's screen shows what came of them.
io.on("connection", async (socket) => {
  await Promise.all(pending);
  socket.emit("joke", JSON.stringify(results));
});
