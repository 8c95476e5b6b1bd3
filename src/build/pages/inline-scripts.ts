import { createHash } from "node:crypto";

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const TYPE = /\btype\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const EXECUTABLE = new Set([
  "",
  "module",
  "text/javascript",
  "application/javascript",
]);

/** The text of each script that a page carries within itself and that a browser would run. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(SCRIPT)]
    .filter(
      ([, attributes = ""]) =>
        !/\bsrc\s*=/i.test(attributes) && runs(attributes),
    )
    .map(([, , text = ""]) => text);
}

/** The hash by which a Content-Security-Policy allows one inline script; the policy wants it in single quotes. */
export function scriptHash(script: string): string {
  return `sha256-${createHash("sha256").update(script).digest("base64")}`;
}

function runs(attributes: string): boolean {
  const [, double, single, bare] = TYPE.exec(attributes) ?? [];
  return EXECUTABLE.has((double ?? single ?? bare ?? "").trim().toLowerCase());
}
