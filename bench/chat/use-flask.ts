import { ensureFlask } from "../../scripts/flask/environment.mjs";

/** Names the Python of the site's Flask host to the messaging app; it is made where there is none. */
export async function useFlask(): Promise<void> {
  const { python, why }: { python?: string; why?: string } =
    await ensureFlask();
  if (python === undefined) console.warn(`Flask is left out. ${why ?? ""}.`);
  else process.env["CHAT_PYTHON"] ??= python;
}
