import { describe } from "vitest";
import { findWebKit } from "#scripts/engines.mjs";
import { checkEngine } from "./check-engine.ts";
import { openWebKit } from "./webkit.ts";

const driver = findWebKit() ?? "";

describe.skipIf(driver === "")("WebKit", () =>
  checkEngine(() => openWebKit(driver), { hasJspi: false }),
);
