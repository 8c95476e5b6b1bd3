import { Buffer } from "buffer/";
import { createScopes } from "../scopes.ts";
import { createTimers } from "./timers.ts";

/**
 * Node's globals, as far as Socket.IO uses them. This module works at import time, unlike every
 * other, because Socket.IO's modules look for these as they are evaluated: it is imported first.
 */
export const scopes = createScopes();

type Work = (...values: unknown[]) => void;

const nodeProcess = {
  env: {},
  platform: "browser",
  versions: {},
  nextTick(work: Work, ...values: unknown[]): void {
    const carried = scopes.carry(work);
    queueMicrotask(() => carried(...values));
  },
};

Object.assign(globalThis, {
  global: globalThis,
  Buffer,
  process: nodeProcess,
  ...createTimers(scopes.begin),
});
