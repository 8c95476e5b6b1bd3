import limits from "./limits.json" with { type: "json" };
import sentences from "./refusals.json" with { type: "json" };

/** Thrown where a server says no; its message is a sentence for the user. */
export class Refusal extends Error {
  /** Milliseconds after which the same may be asked again, where waiting helps. */
  readonly wait: number | undefined;

  constructor(why: keyof typeof sentences, wait?: number) {
    super(
      sentences[why].replace(/\{(\w+)\}/g, (_, name: keyof typeof limits) =>
        String(limits[name]),
      ),
    );
    this.wait = wait;
  }
}
