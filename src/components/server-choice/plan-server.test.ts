import { expect, it } from "vitest";
import { planServer, type Known } from "./plan-server.ts";

const NOTHING: Known = { asked: null, kept: null, away: () => null };

const plan = (known: Partial<Known>): [string, string | null] => {
  const { wanted, away } = planServer({ ...NOTHING, ...known });
  return [wanted.id, away];
};

const nodeIsAway = (id: string): string | null =>
  id === "node" ? "No server answers here" : null;

it("is Node where nobody chose", () => {
  expect(plan({})).toEqual(["node", null]);
});

it("is what the reader chose", () => {
  expect(plan({ kept: "tab" })).toEqual(["tab", null]);
  expect(plan({ kept: "node" })).toEqual(["node", null]);
});

it("is what the address asks for, whatever was chosen", () => {
  expect(plan({ asked: "tab", kept: "node" })).toEqual(["tab", null]);
  expect(plan({ asked: "node", kept: "tab" })).toEqual(["node", null]);
});

it("is not changed by what is no server", () => {
  expect(plan({ asked: "moon", kept: "tab" })).toEqual(["tab", null]);
  expect(plan({ kept: "moon" })).toEqual(["node", null]);
});

it("is known to be away where it was found so, unless the address asks for it", () => {
  const away = nodeIsAway;
  expect(plan({ away })).toEqual(["node", "No server answers here"]);
  expect(plan({ away, kept: "tab" })).toEqual(["tab", null]);
  expect(plan({ away, asked: "node" })).toEqual(["node", null]);
  // Empty: the reader was told and wants to hear no more of it.
  expect(plan({ away: () => "" })).toEqual(["node", ""]);
});
