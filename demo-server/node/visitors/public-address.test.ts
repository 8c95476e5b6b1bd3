import { describe, expect, it } from "vitest";
import {
  createAddressOf,
  readPublicAddress,
  withoutBase,
} from "./public-address.ts";

describe("a public address", () => {
  it("is the http or https address of a folder", () => {
    expect(readPublicAddress("https://example.org")).toEqual({
      origin: "https://example.org",
      base: "/",
    });
    expect(readPublicAddress("http://a.example:8080/b/c")).toEqual({
      origin: "http://a.example:8080",
      base: "/b/c/",
    });
    for (const wrong of [
      "",
      "example.org",
      "ftp://example.org/",
      "https://example.org/?a=1",
      "https://example.org/#a",
      "https://me@example.org/",
    ])
      expect(readPublicAddress(wrong)).toBeUndefined();
  });

  it("may stand in what a proxy hands on", () => {
    expect(withoutBase("/course/lessons/send/?a=1", "/course/")).toBe(
      "/lessons/send/?a=1",
    );
    expect(withoutBase("/lessons/send/", "/course/")).toBe("/lessons/send/");
    expect(withoutBase("/lessons/send/", "/")).toBe("/lessons/send/");
  });
});

describe("a visitor's address", () => {
  const socket = { remoteAddress: "10.0.0.1" };
  const from = (...forwarded: string[]) => ({
    headers: { "x-forwarded-for": forwarded.join(", ") },
    socket,
  });

  it("is that of the connection, whatever the visitor says", () => {
    expect(createAddressOf(false)(from("9.9.9.9"))).toBe("10.0.0.1");
  });

  it("is what the proxy has seen, where there is one", () => {
    const addressOf = createAddressOf(true);
    expect(addressOf(from("9.9.9.9", "192.0.2.7"))).toBe("192.0.2.7");
    expect(addressOf({ headers: {}, socket })).toBe("10.0.0.1");
  });
});
