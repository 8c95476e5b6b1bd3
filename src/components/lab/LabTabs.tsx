import { useState } from "react";
import type { PacketSelection } from "../../lab/packet-rows.ts";
import { CodePane } from "../code/CodePane.tsx";
import type { PageLab } from "./current-lab.ts";
import { PacketsTab } from "./PacketsTab.tsx";
import { Tabs } from "./Tabs.tsx";
import { usePlayback } from "./use-playback.ts";
import { WireInspector } from "./WireInspector.tsx";

type TabId = "server.js" | "client.jsx" | "packets";

interface Props {
  /** The text of server.js. */
  server: string;
  page: PageLab | undefined;
}

/** The lesson's code as it runs, the packets of the lab, and one packet looked into. */
export function LabTabs({ server, page }: Props) {
  const [tab, setTab] = useState<TabId>("server.js");
  const [picked, setPicked] = useState<{
    in: PageLab;
    packet: PacketSelection;
  }>();
  const { serverLines, clientLines } = usePlayback(page?.playback).scene;
  const selection = picked?.in === page ? picked?.packet : undefined;

  const fileTab = (id: "server.js" | "client.jsx", isRunning: boolean) => ({
    id,
    label: (
      <>
        {id}
        {isRunning && id !== tab && (
          <i className="running">
            <span className="sr-only"> (running)</span>
          </i>
        )}
      </>
    ),
  });

  return (
    <div className="lab-tabs">
      <Tabs<TabId>
        label="Code and packets"
        tabs={[
          fileTab("server.js", serverLines.length > 0),
          fileTab("client.jsx", clientLines.length > 0),
          { id: "packets", label: "Packets" },
        ]}
        selected={tab}
        onSelect={setTab}
      >
        {tab === "server.js" && (
          <CodePane file="server.js" source={server} lit={serverLines} />
        )}
        {tab === "client.jsx" && (
          <CodePane
            file="client.jsx"
            source={page?.lesson.client ?? ""}
            lit={clientLines}
          />
        )}
        {tab === "packets" && page && (
          <PacketsTab
            key={page.key}
            page={page}
            selected={selection}
            onSelect={(packet) => setPicked({ in: page, packet })}
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
