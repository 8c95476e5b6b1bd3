import { lessonOf } from "#contract/lesson-folder.ts";
import { keepUsed, progressIn } from "./kept-progress.ts";
import { SOLVED } from "./solved.ts";

/** What of a lesson's page counts, each by a name of its own. */
const COUNTED = "main :is([data-try], [data-predict], [data-exercise])";
const nameOf = ({ dataset }: HTMLElement): string =>
  dataset["exercise"] ??
  `${dataset["lesson"] ?? ""}.${dataset["try"] ?? dataset["predict"] ?? ""}`;

/** Shows in the course how far the reader is in each lesson, and keeps what is used on this page. */
export function followProgress(): void {
  const page = document.documentElement;
  const counted = [...document.querySelectorAll<HTMLElement>(COUNTED)];
  const names = new Set(counted.map(nameOf));
  const lesson = lessonOf(counted[0]?.dataset["lesson"] ?? "");
  showAll();
  if (names.size === 0) return;
  const count = (used: HTMLElement): void => {
    keepUsed(lesson, nameOf(used), names.size);
    showAll();
  };
  page.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    const used = pressed?.closest<HTMLElement>(COUNTED);
    // An exercise counts when it's solved.
    if (used && used.dataset["exercise"] === undefined) count(used);
  });
  page.addEventListener(SOLVED, ({ target }) => {
    if (target instanceof HTMLElement) count(target);
  });
}

function showAll(): void {
  for (const link of document.querySelectorAll<HTMLElement>("a[data-lesson]")) {
    const progress = progressIn(link.dataset["lesson"] ?? "");
    const circle = link.querySelector<HTMLElement>("i");
    if (!progress || !circle) continue;
    const { used, of } = progress;
    circle.style.setProperty("--done", String(Math.min(1, used.length / of)));
    link.setAttribute("aria-description", `${used.length} of ${of} tried`);
  }
}
