import { ensureFlask } from "#scripts/flask/environment.mjs";

/** Names the Python of the site's Flask host to the messaging app; it is made where there is none. */
export async function useFlask(): Promise<void> {
  const flask: unknown = await ensureFlask();
  const { python, why } = flask as { python?: string; why?: string };
  if (python === undefined) console.warn(`Flask is left out. ${why ?? ""}.`);
  else process.env["CHAT_PYTHON"] ??= python;
}
