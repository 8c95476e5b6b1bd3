const KEY = "lab-keys";
let onThisPage = true;

/** Whether the reader has left the lab's keys on; they are on where nothing is kept. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    // Storage may be forbidden: then it lasts as long as the page.
    return onThisPage;
  }
}

export function keepKeys(on: boolean): void {
  onThisPage = on;
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    return;
  }
}
