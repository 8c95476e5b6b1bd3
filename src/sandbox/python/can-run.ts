/** Python and Flask take some 200 MB; a device with less than so many GB may have to end the page for it. */
const LEAST_GIGABYTES = 2;
/** Stands in the storage of the browser's tab while Python starts: what is left there has ended a page. */
const STARTING = "python-starting";

/** What decides whether Python can run, of a browser. */
export interface Browser {
  readonly hasStackSwitching: boolean;
  /** Undefined where the browser doesn't say. */
  readonly gigabytes: number | undefined;
  readonly hasCrashed: boolean;
}

/** Why Python can't run, as the beginning of a sentence, and whether that is so only this time. */
export type WhyNot =
  { readonly why: string; readonly forNow: boolean } | undefined;

/** Whether Python can run in such a browser. */
export function whyNotIn({
  hasStackSwitching,
  gigabytes,
  hasCrashed,
}: Browser): WhyNot {
  if (!hasStackSwitching)
    return {
      why: "Python can’t run in this browser, which has no JavaScript Promise Integration (JSPI)",
      forNow: false,
    };
  if (gigabytes !== undefined && gigabytes < LEAST_GIGABYTES)
    return {
      why: `Python can’t run here: it needs ${LEAST_GIGABYTES} GB of memory, and this device has ${gigabytes}`,
      forNow: false,
    };
  if (hasCrashed)
    return {
      why: "Python crashed this page the last time that it started",
      forNow: true,
    };
  return undefined;
}

/** Whether what is in storage was looked at: what this page leaves there is no crash. */
let hasLooked = false;

/**
 * Whether Python can run in this browser. A crash is told once: who asks again may try again.
 */
export function whyNotHere(): WhyNot {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  const hasCrashed = !hasLooked && hasMark();
  if (hasCrashed) unmark();
  hasLooked = true;
  return whyNotIn({
    hasStackSwitching: "Suspending" in WebAssembly,
    gigabytes: deviceMemory,
    hasCrashed,
  });
}

/** Notes that Python starts, until `settled`: a page that ends by itself meanwhile was ended for it. */
export function noteStart(): { settled: () => void } {
  const settled = (): void => {
    removeEventListener("pagehide", settled);
    unmark();
  };
  try {
    sessionStorage.setItem(STARTING, "1");
    // Who leaves the page has not seen it crash.
    addEventListener("pagehide", settled);
  } catch {
    // Storage may be forbidden: then nothing is remembered.
  }
  return { settled };
}

function hasMark(): boolean {
  try {
    return sessionStorage.getItem(STARTING) !== null;
  } catch {
    return false;
  }
}

function unmark(): void {
  try {
    sessionStorage.removeItem(STARTING);
  } catch {
    return;
  }
}
