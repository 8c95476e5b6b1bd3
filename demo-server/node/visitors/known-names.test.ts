import { hostname } from "node:os";
import { expect, it } from "vitest";
import { checkName, createKnownNames } from "./known-names.ts";

const knows = createKnownNames(["Course.Example.", "lan.example"]);
const isRefused = (host: string | undefined): boolean => {
  try {
    checkName({ headers: { host } }, knows);
    return false;
  } catch (error) {
    expect(String(error)).toContain("This server isn't known by the name ");
    return true;
  }
};

it.each([
  undefined,
  "localhost",
  "LOCALHOST:3000",
  "localhost.:3000",
  "roundtrip.localhost",
  "127.0.0.1:3000",
  "192.168.1.20",
  "203.0.113.9:80",
  "[::1]:3000",
  "[fe80::1]",
  hostname(),
  `${hostname().split(".")[0] ?? ""}.local:3000`,
  "course.example",
  "lan.example:8443",
])("is known as %s", (host) => {
  expect(isRefused(host)).toBe(false);
});

it.each([
  "rebound.example",
  "rebound.example:3000",
  "another-machine.local",
  "localhost.rebound.example",
  "127.0.0.1.rebound.example",
  "1.2.3.4.5",
  "not.course.example",
])("is not known as %s", (host) => {
  expect(isRefused(host)).toBe(true);
});
