import { SPEEDS, type Speed } from "#lab/playback/playback-state.ts";

const KEY = "lab-speed";
const NORMAL: Speed = 1;

/** Storage may be forbidden: then it lasts as long as the page. */
let onThisPage: string | null = null;

/** The speed that the reader chose last, on whichever page. */
export function keptSpeed(): Speed {
  const kept = read();
  return SPEEDS.find((speed) => String(speed) === kept) ?? NORMAL;
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return onThisPage;
  }
}

export function keepSpeed(speed: Speed): void {
  onThisPage = String(speed);
  try {
    localStorage.setItem(KEY, onThisPage);
  } catch {
    return;
  }
}
