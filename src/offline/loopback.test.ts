import { expect, it } from "vitest";
import { isLoopback } from "./loopback.ts";

it.each(["localhost", "course.localhost", "127.0.0.1", "127.8.9.1", "[::1]"])(
  "%s is the reader's own machine",
  (hostname) => expect(isLoopback(hostname)).toBe(true),
);

it.each(["example.org", "localhost.example", "192.168.1.2", "[::2]", ""])(
  "%s is not",
  (hostname) => expect(isLoopback(hostname)).toBe(false),
);
