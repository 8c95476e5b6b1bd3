import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Target } from "../target.ts";
import { createHostTarget } from "./host-target.ts";

/** Starts a Node host of its own, with nothing before it. */
export function startNode(): Promise<Target> {
  const file = fileURLToPath(new URL("serve-node.ts", import.meta.url));
  const child = fork(file, { execArgv: ["--expose-gc"], silent: true });
  return createHostTarget(child, async () => {
    child.send("collect");
    await once(child, "message");
  });
}
