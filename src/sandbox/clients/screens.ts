import {
  Component,
  createElement,
  type ComponentType,
  type ReactNode,
} from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { Socket } from "socket.io-client";
import type { ClientName } from "#lab/people.ts";
import type { ScreenPlace } from "./messages.ts";
import { keepPictures, type Pictures } from "./pictures.ts";

/** What client.jsx exports by default. */
export type ClientScreen = ComponentType<{ socket: Socket; name: ClientName }>;

/** The screens of the frame's clients, each in a part of the document of its own. */
export interface Screens {
  place(places: Readonly<Partial<Record<ClientName, ScreenPlace>>>): void;
  /** Shows what a screen showed once, by its picture's number; undefined for what it shows now. */
  show(client: ClientName, picture: number | undefined): void;
}

/**
 * Draws each client's screen with React, and is done when they listen. `failed` is told of what a
 * component throws, `pictured` of a new picture that a screen can be shown as later.
 */
export function drawScreens(
  document: Document,
  Screen: ClientScreen,
  clients: readonly { readonly name: ClientName; readonly socket: Socket }[],
  deps: {
    readonly failed: (thrown: unknown) => void;
    readonly wordsOf: (thrown: unknown) => string;
    readonly pictured: (client: ClientName, picture: number) => void;
  },
): Screens {
  const drawn = new Map<
    ClientName,
    { section: HTMLElement; pictures: Pictures }
  >();
  for (const { name, socket } of clients) {
    const section = document.createElement("section");
    section.className = "client";
    section.setAttribute("aria-label", name);
    section.dataset["person"] = name;
    const screen = document.createElement("div");
    screen.className = "screen";
    section.append(screen);
    document.body.append(section);
    const root = createRoot(screen, {
      onUncaughtError: deps.failed,
      onRecoverableError: deps.failed,
      // The boundary tells of it.
      onCaughtError: () => undefined,
    });
    // Its effects have run then, so that its handlers listen before it connects.
    flushSync(() =>
      root.render(
        createElement(
          Boundary,
          { name, failed: deps.failed, wordsOf: deps.wordsOf },
          createElement(Screen, { socket, name }),
        ),
      ),
    );
    const pictures = keepPictures(section, screen, (picture) =>
      deps.pictured(name, picture),
    );
    drawn.set(name, { section, pictures });
  }

  return {
    place(places) {
      for (const [name, { section }] of drawn) {
        const at = places[name];
        section.hidden = !at;
        if (at)
          section.style.cssText = `inset:${at.y}px auto auto ${at.x}px;inline-size:${at.width}px;block-size:${at.height}px`;
      }
    },
    show: (client, picture) => drawn.get(client)?.pictures.show(picture),
  };
}

interface BoundaryProps {
  readonly name: string;
  readonly failed: (thrown: unknown) => void;
  readonly wordsOf: (thrown: unknown) => string;
  readonly children?: ReactNode;
}

/** Says on a client's screen what its program threw. */
class Boundary extends Component<BoundaryProps, { words?: string }> {
  override state: { words?: string } = {};

  override componentDidCatch(thrown: unknown): void {
    this.props.failed(thrown);
    this.setState({ words: this.props.wordsOf(thrown) });
  }

  static getDerivedStateFromError(): { words: string } {
    return { words: "" };
  }

  override render(): ReactNode {
    const { words } = this.state;
    if (words === undefined) return this.props.children;
    return createElement(
      "p",
      { role: "alert" },
      `${this.props.name}’s client.jsx stopped. ${words}`,
    );
  }
}
