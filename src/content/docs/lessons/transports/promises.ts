import type { LabPromises } from "#lab/promise.ts";

const CLIENTS = ["Alice", "Bob", "Carol"] as const;

const says = (from: string, text: string, by: string) => {
  const words = `{"from":"${from}","text":"${text}"`;
  return [
    `${from} > Server 42["say",${words}}]`,
    ...CLIENTS.map(
      (name) => `Server > ${name} 42["said",${words},"by":"${by}"}]`,
    ),
  ];
};

const promises: LabPromises = {
  buttons: [
    {
      press: "Bob writes",
      action: "bob-writes",
      packets: says("Bob", "hi", "polling"),
      logs: {
        Alice: "Bob, by polling: hi",
        Bob: "Bob, by polling: hi",
        Carol: "Bob, by polling: hi",
      },
      diagram: /^Bob's said reaches Alice, Bob and Carol$/,
    },
    {
      press: "when Bob writes",
      action: "bob-writes",
      packets: says("Bob", "hi", "polling"),
      logs: { Bob: "Bob, by polling: hi", Carol: "Bob, by polling: hi" },
      diagram: /^Bob's said reaches/,
    },
    {
      after: [{ press: "Block WebSocket for Alice", action: "block-alice" }],
      press: "Let her write",
      action: "alice-writes",
      packets: says("Alice", "hello", "polling"),
      logs: {
        Alice: "Alice, by polling: hello",
        Bob: "Alice, by polling: hello",
        Carol: "Alice, by polling: hello",
      },
      diagram: /^Alice's said reaches/,
    },
    {
      press: "Carol writes",
      action: "carol-writes",
      packets: says("Carol", "good morning", "websocket"),
      logs: { Alice: "Carol, by websocket: good morning" },
      diagram: /^Carol's said reaches/,
    },
  ],
  answers: {
    "first-transport": ["WebSocket"],
    "who-is-left": ["Alice", "Bob"],
  },
};

export default promises;
