import { CODE, Http3Error } from "./http3-error.ts";
import { readVarint, writeVarint } from "./varint.ts";

/** Types of HTTP/3's frames. */
export const FRAME = { data: 0x00, headers: 0x01, settings: 0x04 } as const;

/** The longest frame that is kept until it is whole, in bytes. */
const MAX_FRAME_BYTES = 16_384;

/** A frame that has come; of one that nobody reads, no payload is kept. */
export interface Frame {
  type: number;
  payload: Buffer;
}

/** Encodes a frame. */
export const writeFrame = (type: number, payload: Uint8Array): Buffer =>
  Buffer.concat([writeVarint(type), writeVarint(payload.length), payload]);

/**
 * Takes a stream's bytes as they come and gives the frames in them: those of a type in `kept`
 * when they are whole, the others when they begin. Throws where a kept frame is too long.
 */
export function createFrameReader(
  kept: readonly number[],
): (bytes: Uint8Array) => Frame[] {
  let held = Buffer.alloc(0);
  let skip = 0;

  const next = (): Frame | undefined => {
    const skipped = Math.min(skip, held.length);
    held = held.subarray(skipped);
    skip -= skipped;
    const type = readVarint(held);
    const length = type && readVarint(held, type.end);
    if (!length) return undefined;
    if (!kept.includes(type.value)) {
      held = held.subarray(length.end);
      skip = length.value;
      return { type: type.value, payload: Buffer.alloc(0) };
    }
    if (length.value > MAX_FRAME_BYTES)
      throw new Http3Error(CODE.excessiveLoad, "This frame is too long.");
    const end = length.end + length.value;
    if (held.length < end) return undefined;
    const payload = held.subarray(length.end, end);
    held = held.subarray(end);
    return { type: type.value, payload };
  };

  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    const frames: Frame[] = [];
    for (let frame = next(); frame; frame = next()) frames.push(frame);
    return frames;
  };
}
