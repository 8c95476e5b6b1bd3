/**
 * The one script in a sandbox's document: its hash is the document's policy. It starts the worker
 * that it is handed, with the port that it is handed, and keeps neither.
 */
addEventListener(
  "message",
  ({ data, ports, origin }: MessageEvent<{ worker: string }>) => {
    // A sandbox has no origin: code in it could otherwise start this again in a frame of its own,
    // whose globals are new.
    if (origin === "null") return;
    // No policy governs it, and it sends packets to any address.
    for (const name of [
      "RTCPeerConnection",
      "webkitRTCPeerConnection",
      "mozRTCPeerConnection",
      "RTCDataChannel",
    ])
      Reflect.deleteProperty(globalThis, name);
    const [control, trouble] = ports;
    const url = URL.createObjectURL(
      new Blob([data.worker], { type: "text/javascript" }),
    );
    const worker = new Worker(url, { name: "server" });
    worker.onerror = () => trouble?.postMessage("not loaded");
    if (control) worker.postMessage(0, [control]);
  },
  { once: true },
);
