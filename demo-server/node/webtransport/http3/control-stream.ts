import { createFrameReader, FRAME } from "./frames.ts";
import { CODE, Http3Error } from "./http3-error.ts";
import type { StreamHandler } from "./quic-streams.ts";

/**
 * Reads the client's control stream. It must begin with the client's settings and stay open; what
 * they say makes no difference here.
 */
export function readControl(): StreamHandler {
  const read = createFrameReader([FRAME.settings]);
  let hasSettings = false;
  const end = (): never => {
    throw new Http3Error(
      CODE.closedCriticalStream,
      "The control stream must stay open.",
    );
  };
  return {
    ready: () => true,
    data(bytes, last) {
      for (const { type } of read(bytes)) {
        if (!hasSettings && type !== FRAME.settings)
          throw new Http3Error(CODE.missingSettings, "Settings come first.");
        const isOut =
          type === FRAME.data ||
          type === FRAME.headers ||
          (hasSettings && type === FRAME.settings);
        if (isOut)
          throw new Http3Error(
            CODE.frameUnexpected,
            "This frame does not belong on the control stream.",
          );
        hasSettings = true;
      }
      if (last) end();
    },
    broken: end,
  };
}
