import { useEffect, useState } from "react";
import {
  forgetAsked,
  forgetAway,
  keepServer,
} from "../server-choice/kept-server.ts";
import { showServer } from "../server-choice/show-server.ts";
import { openChatSession, type ChatSession } from "./chat-session.ts";
import { findChatServer } from "./find-chat-server.ts";

/** What a page knows of its chat: nothing yet, the open chat, or why there is none. */
export interface SessionState {
  readonly session?: ChatSession;
  /** Why it does not run where the reader wants it; empty where it does. */
  readonly notice: string;
  /** What else the reader should know of it. */
  readonly remark?: string;
  /** Why there is no chat, or none any more. */
  readonly failure?: string;
}

const NOTHING: SessionState = { notice: "" };

/** The page's chat, on the server of the page's choice; opened anew when another is chosen. */
export function useChatSession(): SessionState {
  const [state, setState] = useState(NOTHING);

  useEffect(() => {
    let turn = 0;
    let open: ChatSession | undefined;

    function fail(failure: string): void {
      setState((before) => ({ ...before, failure }));
    }

    async function begin(): Promise<void> {
      const mine = ++turn;
      const found = await findChatServer();
      const session = await openChatSession(found, {
        stopped: fail,
        noted: (remark) => setState((before) => ({ ...before, remark })),
      });
      // Meanwhile another was chosen.
      if (mine !== turn) {
        session.close();
        return;
      }
      open?.close();
      open = session;
      // What it remarks may have come already.
      setState(({ remark }) => ({
        session,
        notice: found.notice,
        ...(session.choice.place === "tab" && remark && { remark }),
      }));
      showServer(found.choice);
    }

    const start = (): void =>
      void begin().catch((error: unknown) => fail(sentenceOf(error)));

    function choose({ target }: Event): void {
      if (!(target instanceof HTMLInputElement)) return;
      keepServer(target.value);
      forgetAway(target.value);
      forgetAsked();
      start();
    }

    const choice = document.querySelector("[data-server-choice]");
    choice?.addEventListener("change", choose);
    start();
    return () => {
      turn += 1;
      choice?.removeEventListener("change", choose);
      open?.close();
      setState(NOTHING);
    };
  }, []);

  return state;
}

const sentenceOf = (error: unknown): string =>
  `The chat could not be opened. Check the connection, then load the page again. (${error instanceof Error ? error.message : String(error)})`;
