import type { LaunchOptions } from "@playwright/test";
import { launchOptionsFor } from "#scripts/browser/find.mjs";

/** A name that, in a browser launched so, leads to this machine and isn't one of its own. */
export const ELSEWHERE = "site.roundtrip.test";

/** Launches a browser that finds it, and takes the certificate that a test has made for it. */
export function launchElsewhere(): LaunchOptions {
  const options: LaunchOptions = launchOptionsFor(
    process.env["ROUNDTRIP_CHROMIUM"],
  );
  return {
    ...options,
    args: [
      ...(options.args ?? []),
      `--host-resolver-rules=MAP ${ELSEWHERE} localhost`,
      "--ignore-certificate-errors",
    ],
  };
}
