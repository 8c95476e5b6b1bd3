import { createElement } from "react";
import { createRoot } from "react-dom/client";
import type { Screen } from "#content/lesson-files.ts";
import type { Lab } from "#lab/lab.ts";

/** Shows the screens of all clients of a lab, as the page of its lesson does. */
export function showScreens(lab: Lab, screen: Screen): Disposable {
  const roots = lab.clients.map(({ name, socket }) => {
    const place = document.body.appendChild(document.createElement("section"));
    const root = createRoot(place);
    root.render(createElement(screen, { socket, name }));
    return { root, place };
  });
  return {
    [Symbol.dispose]() {
      for (const { root, place } of roots) {
        root.unmount();
        place.remove();
      }
    },
  };
}

/** What stands in the log of a client's screen. */
export const logOf = (name: string): string =>
  document.querySelector(`[role="log"][aria-label="${name}'s messages"]`)
    ?.textContent ?? "";
