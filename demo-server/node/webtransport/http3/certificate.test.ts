import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { createCertificate, type Certificate } from "./certificate.ts";
import { keepFresh } from "./keep-fresh.ts";

const DAY = 24 * 60 * 60 * 1_000;

afterEach(() => {
  vi.useRealTimers();
});

it("is one that a browser takes by its hash", () => {
  const now = Date.UTC(2027, 1, 28, 23, 59, 59, 999);
  const { key, certificate, hash, ends } = createCertificate(now);
  const read = new X509Certificate(certificate);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(read.publicKey.asymmetricKeyDetails).toEqual({
    namedCurve: "prime256v1",
  });
  expect(read.subjectAltName).toBe("DNS:localhost");
  expect(createHash("sha256").update(read.raw).digest("base64")).toBe(hash);
  const [from, to] = [read.validFromDate.getTime(), read.validToDate.getTime()];
  expect(to).toBe(ends);
  expect(from).toBeLessThan(now);
  expect(to).toBeGreaterThan(now + 10 * DAY);
  expect(to - from).toBeLessThanOrEqual(14 * DAY);
});

it("is another each time", () => {
  const [one, other] = [createCertificate(), createCertificate()];
  expect(one.hash).not.toBe(other.hash);
});

it("is followed by the next in time, and by the next again", () => {
  vi.useFakeTimers({ now: Date.UTC(2027, 0, 1) });
  const first = createCertificate();
  const made: Certificate[] = [];
  const stop = keepFresh(first, (next) => made.push(next));
  vi.advanceTimersByTime(9 * DAY);
  expect(made).toEqual([]);
  vi.advanceTimersByTime(DAY);
  expect(made).toHaveLength(1);
  expect(Date.now()).toBeLessThan(first.ends);
  expect(made[0]?.ends).toBeGreaterThan(Date.now() + 10 * DAY);
  vi.advanceTimersByTime(30 * DAY);
  expect(made).toHaveLength(4);
  stop();
  vi.advanceTimersByTime(30 * DAY);
  expect(made).toHaveLength(4);
});
