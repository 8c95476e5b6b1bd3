import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
}

interface Props<Id extends string> {
  /** What the tabs are for. */
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** Stands behind the tabs. */
  after?: ReactNode;
  /** The content of the selected tab. */
  children: ReactNode;
}

/** Tabs over one panel: arrow keys, Home and End go from tab to tab. */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  after,
  children,
}: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const panel = useId();

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const target = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = (target + tabs.length) % tabs.length;
    const tab = tabs[index];
    if (!tab) return;
    onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };

  return (
    <>
      <div className="tab-bar">
        <div
          ref={list}
          className="tab-list"
          role="tablist"
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${panel}-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab.id === selected}
              aria-controls={panel}
              tabIndex={tab.id === selected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {after}
      </div>
      <div
        id={panel}
        className="tab-panel"
        role="tabpanel"
        aria-labelledby={`${panel}-${selected}`}
      >
        {children}
      </div>
    </>
  );
}
