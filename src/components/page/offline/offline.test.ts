import { afterEach, expect, it, vi } from "vitest";
import { keepOffline } from "./offline.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** A page on the reader's own machine, whose browser answers when the test lets it. */
function openPage() {
  const log: string[] = [];
  const clicks = new Map<string, () => void>();
  const registrations: object[] = [];
  const asked = Promise.withResolvers<void>();
  const worker = {
    state: "activated",
    scriptURL: "http://localhost/offline.js",
  };
  const registration = {
    active: worker,
    scope: "http://localhost/",
    async unregister() {
      log.push("unregistered");
      registrations.length = 0;
      return Promise.resolve(true);
    },
  };
  const control = {
    dataset: {} as Record<string, string>,
    hidden: true,
    querySelector: (selector: string) => ({
      addEventListener: (_: string, listener: () => void) =>
        clicks.set(selector, listener),
    }),
  };
  // There is no worker in development.
  vi.stubEnv("DEV", false);
  vi.stubGlobal("document", {
    querySelectorAll: () => [control],
    querySelector: () => ({ href: "http://localhost/" }),
  });
  vi.stubGlobal("location", { hostname: "localhost" });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => null });
  vi.stubGlobal("caches", { keys: () => Promise.resolve([]) });
  vi.stubGlobal("navigator", {
    serviceWorker: {
      async getRegistrations() {
        await asked.promise;
        return [...registrations];
      },
      register() {
        log.push("registered");
        registrations.push(registration);
        return Promise.resolve(registration);
      },
    },
  });
  keepOffline();
  return { log, control, press: (what: string) => clicks.get(what)?.(), asked };
}

it("keeps what the reader asks for while it still tidies up what was left from before", async () => {
  const { log, control, press, asked } = openPage();
  press("[data-save]");
  expect(control.dataset["offline"]).toBe("saving");
  asked.resolve();
  await expect.poll(() => control.dataset["offline"]).toBe("saved");
  expect(log).toEqual(["registered"]);
});

it("removes it again after that", async () => {
  const { log, control, press, asked } = openPage();
  asked.resolve();
  press("[data-save]");
  await expect.poll(() => control.dataset["offline"]).toBe("saved");
  press("[data-remove]");
  await expect.poll(() => control.dataset["offline"]).toBe("absent");
  expect(log).toEqual(["registered", "unregistered"]);
});
