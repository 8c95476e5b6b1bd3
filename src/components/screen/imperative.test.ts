import { expect, it } from "vitest";
import { imperativeOf } from "./imperative.ts";

it.each([
  ["Alice says hello", "Say hello"],
  ["Alice counts to three", "Count to three"],
  ["Alice announces lunch", "Announce lunch"],
  ["Alice makes a note", "Make a note"],
  ["Alice watches", "Watch"],
  ["Alice passes it on", "Pass it on"],
  ["Alice goes away", "Go away"],
  ["Alice replies", "Reply"],
  ["Alice pokes Bob", "Poke Bob"],
  ["Alice disconnects and connects", "Disconnect and connect"],
  ["Cut Alice off", "Cut off"],
  ["Restart", "Restart"],
])("says %s as %s on the screen of who does it", (label, order) => {
  expect(imperativeOf("Alice", label)).toBe(order);
});
