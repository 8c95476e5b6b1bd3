import { expect, it } from "vitest";
import limits from "../contract/limits.json" with { type: "json" };
import { createBudgets, networkOf } from "./budgets.ts";

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::9", "2001:db8"],
  ["::1", ""],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it("lets two classes of a thousand come at once from one network, and not without end", () => {
  const budgets = createBudgets();
  for (let n = 0; n < limits.newcomerBurst; n += 1)
    budgets.takeNewcomer("203.0.113.9");
  expect(() => budgets.takeNewcomer("203.0.113.9")).toThrow(
    "Too many people have come to this chat from your network in a short time. Try again in an hour.",
  );
  budgets.takeNewcomer("203.0.113.10");
});
