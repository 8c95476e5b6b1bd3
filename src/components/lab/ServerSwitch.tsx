import { BACKENDS, type BackendChoice } from "../server-choice/backends.ts";

/**
 * The header's choice of server once more, over the words that say where the lab runs: a phone's
 * header has no room for it.
 */
export function ServerSwitch({ server }: { server: BackendChoice }) {
  const choose = (id: string): void => {
    const radio = document.querySelector<HTMLInputElement>(
      `[data-server-choice] input[value="${id}"]`,
    );
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  return (
    <span className="server-switch">
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d="M1 3l4 4 4-4" />
      </svg>
      <select
        aria-label="Server of the lab"
        value={server.id}
        onChange={({ target }) => choose(target.value)}
      >
        {BACKENDS.map(({ id, label, hint }) => (
          <option key={id} value={id}>
            {`${label}: ${hint}`}
          </option>
        ))}
      </select>
    </span>
  );
}
