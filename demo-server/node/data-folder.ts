import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where what visitors write is kept across restarts: beside the project, or where ROUNDTRIP_DATA
 * says.
 */
const folder = (): string =>
  resolve(
    process.env["ROUNDTRIP_DATA"] ??
      fileURLToPath(new URL("../../data", import.meta.url)),
  );

/** The file that the chat is kept in. */
export const chatFile = (): string => join(folder(), "chat.db");
