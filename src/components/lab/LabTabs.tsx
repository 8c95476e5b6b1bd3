import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { AnyLab } from "#lab/lab.ts";
import type { LabTrouble } from "#lab/lab-trouble.ts";
import type { PacketSelection } from "#lab/playback/rows.ts";
import { LANGUAGES, programOf, readersOf } from "#lab/language.ts";
import screen from "#screen?raw";
import { CodePane } from "../code/CodePane.tsx";
import type { PageLab } from "./current-lab.ts";
import type { Programs } from "./lessons.ts";
import { EnlargeButton } from "./room/EnlargeButton.tsx";
import { pickPacket, usePacketsWanted } from "./picked-packet.ts";
import { PacketsTab } from "./PacketsTab.tsx";
import { ProgramTab, type ShownProgram } from "./program/ProgramTab.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { usePlayback } from "../playback/use-playback.ts";
import { useShownPacket } from "./shown-packet.ts";
import { WireInspector } from "./WireInspector.tsx";

type TabId = "program" | "client.jsx" | "screen.jsx" | "packets";

interface Props {
  programs: Programs;
  page: PageLab | undefined;
  /** Whether it fills the lab. */
  enlarged: boolean;
  onEnlarge: () => void;
}

/** The lesson's code as it runs, the packets of the lab, and one packet looked into. */
export function LabTabs({ programs, page, enlarged, onEnlarge }: Props) {
  /** The tab that the reader chose; until then, the code that runs is shown. */
  const [chosen, setChosen] = useState<TabId>();
  const [picked, setPicked] = useState<{
    in: PageLab;
    packet: PacketSelection;
  }>();
  const { serverLines, clientLines } = usePlayback(page?.playback).scene;
  const broken = useBroken(page?.lab);
  const isClientBroken = broken?.file === "client.jsx";
  const running = useRunningFile(
    (broken !== undefined && !isClientBroken) || serverLines.length > 0,
    isClientBroken || clientLines.length > 0,
  );
  const tab = chosen ?? running;
  // What was to be shown last is as if the reader had picked it.
  const toShow = useShownPacket(page);
  const [shownLast, setShownLast] = useState(toShow);
  if (page && toShow !== shownLast) {
    setShownLast(toShow);
    if (toShow) setPicked({ in: page, packet: toShow });
  }
  const packetsWanted = usePacketsWanted(page);
  const [wantedLast, setWantedLast] = useState(packetsWanted);
  if (packetsWanted !== wantedLast) {
    setWantedLast(packetsWanted);
    if (packetsWanted) setChosen("packets");
  }
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where the lab is a sheet, the list is further down in it.
    if (packetsWanted) tabs.current?.scrollIntoView({ block: "nearest" });
  }, [packetsWanted]);
  const selection = picked?.in === page ? picked?.packet : undefined;

  const shown = shownPrograms(programs, page);
  /** Where it covers no line of what it acts on. */
  const [actionPlace, setActionPlace] = useState<HTMLElement | null>(null);

  const fileTab = (
    id: "program" | "client.jsx",
    name: ReactNode,
    isRunning: boolean,
  ) => ({
    id,
    label: (
      <>
        <span>{name}</span>
        {isRunning && id !== tab && (
          <i className="running">
            <span className="sr-only"> (running)</span>
          </i>
        )}
      </>
    ),
  });

  return (
    <div className="lab-tabs" ref={tabs}>
      <Tabs<TabId>
        label="Code and packets"
        tabs={[
          fileTab(
            "program",
            shown.map(({ file, readers }) => (
              <span key={file} data-for={readers?.join(" ")}>
                {file}
              </span>
            )),
            serverLines.length > 0,
          ),
          fileTab("client.jsx", "client.jsx", clientLines.length > 0),
          { id: "packets", label: "Packets" },
          // Last: what a narrow pane scrolls away is what one needs least.
          { id: "screen.jsx", label: "screen.jsx" },
        ]}
        selected={tab}
        onSelect={setChosen}
        after={
          <>
            <span ref={setActionPlace} className="tab-action" />
            <EnlargeButton
              what={tab === "packets" ? "the packets" : "the code"}
              enlarged={enlarged}
              onPress={onEnlarge}
            />
          </>
        }
      >
        {tab === "program" &&
          shown.map((program) => (
            <ProgramTab
              key={program.file}
              program={program}
              page={page}
              lit={serverLines}
              broken={isClientBroken ? undefined : broken?.line}
              actionPlace={actionPlace}
            />
          ))}
        {tab === "client.jsx" && (
          <CodePane
            file="client.jsx"
            source={page?.lesson.client ?? ""}
            lit={clientLines}
            broken={isClientBroken ? broken.line : undefined}
          />
        )}
        {tab === "screen.jsx" && (
          <CodePane file="screen.jsx" source={screen} lit={[]} />
        )}
        {tab === "packets" && page && (
          <PacketsTab
            key={page.key}
            page={page}
            selected={selection}
            onSelect={(packet) => {
              setPicked({ in: page, packet });
              pickPacket(page, packet);
            }}
          />
        )}
      </Tabs>
      <div className="wire">
        {page && (
          <WireInspector key={page.key} page={page} selected={selection} />
        )}
      </div>
    </div>
  );
}

/** The program that failed, and its line, as the lab's trouble says. */
function useBroken(lab: AnyLab | undefined): LabTrouble | undefined {
  const subscribe = useCallback(
    (listener: () => void) => lab?.onTrouble(listener) ?? (() => undefined),
    [lab],
  );
  const read = useCallback(() => {
    const trouble = lab?.trouble();
    return trouble?.line === undefined ? undefined : trouble;
  }, [lab]);
  return useSyncExternalStore(subscribe, read, () => undefined);
}

/** The file whose lines run now, or ran last. */
function useRunningFile(
  server: boolean,
  client: boolean,
): "program" | "client.jsx" {
  const [last, setLast] = useState<"program" | "client.jsx">("program");
  const now = server ? "program" : client ? "client.jsx" : last;
  if (now !== last) setLast(now);
  return now;
}

/** The program that runs; before the lab is open, the page itself shows that of the chosen language. */
function shownPrograms(
  programs: Programs,
  page: PageLab | undefined,
): ShownProgram[] {
  if (page) {
    const file = programOf(page.server.language);
    return [{ file, source: programs[file] ?? "" }];
  }
  const there = LANGUAGES.filter(({ program }) => program in programs);
  const languages = there.map(({ id }) => id);
  return there.map(({ id, program: file }) => ({
    file,
    source: programs[file] ?? "",
    readers: readersOf(id, languages),
  }));
}
