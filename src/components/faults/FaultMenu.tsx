import { useEffect, useId, useRef, useState } from "react";
import type { LabClient } from "#lab/client/client.ts";
import { describeBroken } from "#lab/wire/fault-words.ts";
import type { AnyLab } from "#lab/lab.ts";
import type { ClientName } from "#lab/people.ts";
import type { PageLab } from "../lab/current-lab.ts";
import { faultItems } from "./fault-items.ts";
import { followMenuKeys } from "../ui/menu-keys.ts";
import { useBroken } from "./use-broken.ts";
import "./fault-menu.css";

/** Breaks and mends the network of one client, or the server: a menu button. */
export function FaultMenu({ page }: { page: PageLab | undefined }) {
  const [open, setOpen] = useState<"first" | "last">();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [who, setWho] = useState<ClientName>();
  const broken = useBroken(page?.lab);
  const id = useId();

  const close = (): void => {
    setOpen(undefined);
    button.current?.focus();
  };

  useEffect(() => {
    if (!open) return;
    const leave = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !box.current?.contains(target))
        setOpen(undefined);
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [open]);

  return (
    <div ref={box} className="fault-menu">
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        aria-controls={open && id}
        aria-disabled={page ? undefined : true}
        aria-description={broken.join(", ") || undefined}
        onClick={() => page && setOpen(open ? undefined : "first")}
        onKeyDown={(event) => {
          if (!page || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
          event.preventDefault();
          setOpen(event.key === "ArrowUp" ? "last" : "first");
        }}
      >
        <span>Break something</span>
        {broken.length > 0 && (
          <span className="count" aria-hidden="true">
            {broken.length}
          </span>
        )}
      </button>
      {page && open && (
        <Menu
          key={page.key}
          id={id}
          lab={page.lab}
          focus={open}
          who={who}
          onWho={setWho}
          onClose={close}
          onLeave={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

interface MenuProps {
  id: string;
  lab: AnyLab;
  /** Where the focus begins. */
  focus: "first" | "last";
  /** Whose network it acts on; the first client's by default. */
  who: ClientName | undefined;
  onWho: (name: ClientName) => void;
  /** The menu closes, and the focus goes back to its button. */
  onClose: () => void;
  /** The focus has gone on. */
  onLeave: () => void;
}

function Menu({ id, lab, focus, who, onWho, onClose, onLeave }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const client = lab.clients.find(({ name }) => name === who) ?? lab.clients[0];
  const broken = useBroken(lab);

  useEffect(() => {
    const items =
      menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]");
    items?.[focus === "first" ? 0 : items.length - 1]?.focus();
  }, [focus]);

  const act = (run: () => void): void => {
    run();
    onClose();
  };

  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label="Break something"
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          // The sheet that the lab is on a phone stays open.
          event.stopPropagation();
          onClose();
        } else if (event.key === "Tab") onLeave();
        else followMenuKeys(event);
      }}
    >
      <div role="group" aria-label="Whose network" className="who">
        {lab.clients.map((each) => (
          <button
            key={each.name}
            type="button"
            role="menuitemradio"
            tabIndex={-1}
            aria-checked={each === client}
            data-person={each.name}
            data-broken={isBrokenNow(each) || undefined}
            onClick={() => onWho(each.name)}
          >
            {each.name}
          </button>
        ))}
      </div>
      {client && (
        <div role="group" aria-label={`${client.name}'s network`}>
          {faultItems(client).map(({ label, on, run }) => (
            <button
              key={label}
              type="button"
              role="menuitemcheckbox"
              tabIndex={-1}
              aria-checked={on}
              onClick={() => act(run)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      <div role="group" aria-label="Server">
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() =>
            // What went wrong is shown as the lab's trouble.
            act(() => void lab.restartServer().catch(() => undefined))
          }
        >
          Restart the server
        </button>
      </div>
      <div role="group" aria-label="All of it">
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={broken.length === 0 || undefined}
          onClick={() => broken.length > 0 && act(lab.mend)}
        >
          Repair everything
        </button>
      </div>
      {broken.length > 0 && <p>{`Broken now: ${broken.join("; ")}`}</p>}
    </div>
  );
}

const isBrokenNow = ({ faults }: LabClient): boolean =>
  describeBroken(faults.state()).length > 0;
