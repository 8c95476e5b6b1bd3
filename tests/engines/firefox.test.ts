import { describe } from "vitest";
import { findFirefox } from "#scripts/engines.mjs";
import { checkEngine } from "./check-engine.ts";
import { openFirefox } from "./firefox.ts";

const file = findFirefox() ?? "";

describe.skipIf(file === "")("Firefox", () =>
  checkEngine(() => openFirefox(file), { hasJspi: true }),
);
