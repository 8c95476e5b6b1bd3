import type { Port } from "#contract/network.ts";
import type { Started } from "./boot.ts";

/** What a sandbox is made of, and where. */
export interface SandboxParts {
  /** The document around it, once it is there: see `openOuter`. */
  readonly outer: Promise<Document>;
  /** The sandboxed document, as a text. */
  readonly inner: string;
  /** What is started in it. */
  readonly starts: Started;
}

/** The page's end of what runs in a sandbox. What it says is not trusted. */
export interface SandboxPort<Sent> extends Port<Sent, unknown> {
  onerror: ((event: ErrorEvent) => unknown) | null;
  /** Ends it, with all that runs in its sandbox. */
  terminate(): void;
}

/** One that may still be a spare, which nobody sees. */
interface Opened<Sent> extends SandboxPort<Sent> {
  show(): void;
}

/** Runs programs of the reader's own, each in a sandbox that nothing else has run in. */
export interface Sandbox<Sent> {
  /** Starts what runs in it, in a new sandbox, which ends with it. */
  start(): SandboxPort<Sent>;
}

/** A sandbox has so long to start, in milliseconds; a slow phone needs about three seconds. */
const PATIENCE_MS = 20_000;

/**
 * Makes sandboxes. Each is a frame of an opaque origin: no storage, no access to the page, no
 * navigation, and of connections none that a policy can forbid. One is made ahead, since a browser
 * may start a process for it.
 *
 * The frame stands in a document of the site's own origin that has no script and a policy of its
 * own: that policy holds in the frame, and forbids the frame to leave for another address.
 */
export function createSandbox<Sent>({
  outer,
  inner,
  starts,
}: SandboxParts): Sandbox<Sent> {
  let spare: Opened<Sent> | undefined;

  function open(): Opened<Sent> {
    const control = new MessageChannel();
    const trouble = new MessageChannel();
    let frame: HTMLIFrameElement | undefined;
    let hasEnded = false;
    let patience: ReturnType<typeof setTimeout> | undefined;

    let isShown = false;
    const show = (): void => {
      isShown = true;
      frame?.style.removeProperty("visibility");
    };

    const opened: Opened<Sent> = {
      show,
      onmessage: null,
      onerror: null,
      postMessage: (message, transfer) =>
        control.port1.postMessage(message, transfer),
      terminate() {
        hasEnded = true;
        clearTimeout(patience);
        control.port1.close();
        trouble.port1.close();
        // Its worker goes with it.
        frame?.remove();
      },
    };
    const fail = (): void => {
      if (!hasEnded) opened.onerror?.(new ErrorEvent("error"));
    };
    trouble.port1.onmessage = fail;

    outer.then(
      (document) => {
        if (hasEnded) return;
        frame = sandboxed(document, inner, (window) =>
          window.postMessage(starts, "*", [control.port2, trouble.port2]),
        );
        if (isShown) show();
      },
      // Whoever uses it has set `onerror` by then, but of a spare that nobody uses.
      () => setTimeout(fail),
    );

    return Object.defineProperty(opened, "onmessage", {
      // A port keeps what comes until somebody listens, as a spare needs.
      set(listener: SandboxPort<Sent>["onmessage"]) {
        patience ??= setTimeout(fail, PATIENCE_MS);
        control.port1.onmessage = (event) => {
          clearTimeout(patience);
          listener?.(event);
        };
      },
    });
  }

  spare = open();
  return {
    start() {
      const started = spare ?? open();
      started.show();
      // Not at once: the one that is wanted starts first.
      spare = undefined;
      setTimeout(() => (spare ??= open()), SPARE_AFTER_MS);
      return started;
    },
  };
}

const SPARE_AFTER_MS = 1_000;

/** Opens the document around sandboxed frames, at its whole address, for those that nobody sees. */
export function openOuter(address: string): Promise<Document> {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Sandbox";
  frame.src = address;
  const loaded = outerIn(frame);
  document.body.append(frame);
  return loaded;
}

/** The document around sandboxed frames in an element, once it is there; rejects where it is another. */
export function outerIn(frame: HTMLIFrameElement): Promise<Document> {
  return new Promise<Document>((resolve, reject) => {
    frame.addEventListener(
      "load",
      () => {
        const found = frame.contentDocument;
        // A host has a page of its own for what it does not find.
        if (found?.title === "Sandbox") resolve(found);
        else reject(new Error("The sandbox's document is not there."));
      },
      { once: true },
    );
  });
}

/** A sandboxed frame in the document; `ready` is given its window once it has loaded. */
function sandboxed(
  parent: Document,
  inner: string,
  ready: (window: Window) => void,
): HTMLIFrameElement {
  const frame = parent.createElement("iframe");
  // Without the second, no form fires `submit`; the policy keeps forms from sending anything.
  frame.setAttribute("sandbox", "allow-scripts allow-forms");
  // No permission is passed on.
  frame.setAttribute("allow", "");
  frame.referrerPolicy = "no-referrer";
  frame.title = "Sandbox";
  // All of the document around it: a policy takes no style sheet, but it takes this.
  frame.style.cssText =
    "position:fixed;inset:0;inline-size:100%;block-size:100%;border:0;visibility:hidden";
  frame.srcdoc = inner;
  frame.addEventListener(
    "load",
    () => frame.contentWindow && ready(frame.contentWindow),
    { once: true },
  );
  parent.body.append(frame);
  return frame;
}
