/** A session with a browser by W3C WebDriver. */
export interface Session {
  /** Sends a command of the session, such as "url" or "element/<id>/click"; throws what the driver says. */
  post(command: string, body?: object): Promise<unknown>;
  get(command: string): Promise<unknown>;
  /** Ends the session and its browser. */
  end(): Promise<void>;
}

/** What the standard calls an element, in what a script gives. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The id of an element that a script gave; throws where it gave something else. */
export function elementId(value: unknown): string {
  const id =
    typeof value === "object" && value !== null && ELEMENT in value
      ? value[ELEMENT]
      : undefined;
  if (typeof id === "string") return id;
  throw new Error(`No element was found in the page: ${JSON.stringify(value)}`);
}

/** Opens a browser with a driver that listens at an address, such as "http://127.0.0.1:4444". */
export async function openSession(
  driver: string,
  capabilities: object,
): Promise<Session> {
  const opened = await request("POST", `${driver}/session`, {
    capabilities: { alwaysMatch: capabilities },
  });
  const { sessionId } = opened as { sessionId: string };
  const at = (command: string) => `${driver}/session/${sessionId}/${command}`;
  return {
    post: (command, body = {}) => request("POST", at(command), body),
    get: (command) => request("GET", at(command)),
    end: async () => {
      await request("DELETE", `${driver}/session/${sessionId}`);
    },
  };
}

async function request(
  method: string,
  url: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = (await answer.json()) as { value: unknown };
  if (answer.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${method} ${new URL(url).pathname}: ${error} ${message}`);
}
