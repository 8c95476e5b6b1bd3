import type { Message } from "../../contract/events.ts";
import type { Ask } from "./ask.ts";
import { Cut } from "./ask.ts";
import type { Pending } from "./state.ts";

/**
 * Sends what was written, one after the other so that it arrives in the order it was written in.
 * After a cut the same message is sent again under the same id: the server knows whether it has it.
 */
export function createOutbox(
  ask: Ask,
  /** The next to send: the first that has no problem. */
  next: () => Pending | undefined,
  sent: (message: Message) => void,
  failed: (id: string, problem: string) => void,
) {
  let isSending = false;

  async function sendOne({ id, room, text }: Pending) {
    try {
      await ask("send", { id, room, text }, ({ message }) => sent(message));
      return true;
    } catch (error) {
      if (error instanceof Cut) return false;
      failed(id, error instanceof Error ? error.message : String(error));
      return true;
    }
  }

  return {
    /** Sends until nothing is left, or the connection goes. */
    async flush() {
      if (isSending) return;
      isSending = true;
      let goesOn = true;
      for (let one = next(); one && goesOn; one = next())
        goesOn = await sendOne(one);
      isSending = false;
    },
  };
}
