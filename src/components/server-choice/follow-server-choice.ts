import { showServer } from "./show-server.ts";

/** Lets the page's choice of server move its lab. */
export function followServerChoice(): void {
  const group = document.querySelector("[data-server-choice]");
  group?.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    // The page's code turns at once; the lab, when it can.
    showServer({ id: target.value, language: target.dataset["language"] });
    void choose(target.value);
  });
}

async function choose(id: string): Promise<void> {
  const { chooseServer } = await import("../lab/current-lab.ts");
  // What went wrong is shown in the lab.
  await chooseServer(id).catch(() => undefined);
}
