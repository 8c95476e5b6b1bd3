/** What a sandbox starts: a worker's script, or a module for the frame itself, as a text. */
export type Started = { readonly worker: string } | { readonly frame: string };

/**
 * The one script in a sandbox's document: its hash is the document's policy. It starts what it is
 * handed, with the port that it is handed, and keeps neither.
 */
addEventListener(
  "message",
  ({ data, ports, origin }: MessageEvent<Started>) => {
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
    const fail = (): void => trouble?.postMessage("not loaded");
    const addressOf = (text: string): string =>
      URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    if ("worker" in data) {
      const worker = new Worker(addressOf(data.worker), { name: "server" });
      worker.onerror = fail;
      if (control) worker.postMessage(0, [control]);
    } else {
      import(/* @vite-ignore */ addressOf(data.frame)).then(
        ({ serve }: { serve(port?: MessagePort): void }) => serve(control),
        fail,
      );
    }
  },
  { once: true },
);
