import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [
    {
      press: "Alice says hello",
      action: "alice-says-hello",
      packets: [
        'Alice > Server 42["hello",{"name":"Alice"}]',
        'Server > Alice 42["greeting",{"text":"Hello Alice"}]',
      ],
      logs: { Alice: "Hello Alice" },
      diagram: /^Alice's greeting reaches Alice$/,
    },
    {
      press: "Alice adds 2 and 3",
      action: "alice-adds",
      packets: ['Alice > Server 42["add",2,3]', 'Server > Alice 42["sum",5]'],
      logs: { Alice: "sum 5" },
      diagram: /^Alice's sum reaches Alice$/,
    },
    {
      press: "Alice sends a line",
      action: "alice-sends",
      packets: [
        'Alice > Server 42["message","a line"]',
        'Server > Alice 42["message","You sent a line"]',
      ],
      logs: { Alice: "You sent a line" },
      diagram: /^Alice's message reaches Alice$/,
    },
    {
      press: "Bob starts the countdown",
      action: "bob-starts",
      packets: [
        'Bob > Server 42["start"]',
        ...[3, 2, 1].flatMap((n) =>
          ["Alice", "Bob"].map((name) => `Server > ${name} 42["tick",${n}]`),
        ),
        'Server > Bob 42["done"]',
      ],
      logs: { Alice: "tick 3tick 2tick 1", Bob: "tick 3tick 2tick 1done" },
      diagram: /^Bob's done reaches Bob$/,
    },
  ],
  answers: {
    "forgotten-number": { "server.js": ["A sum"], "app.py": ["Nothing"] },
    "who-hears-the-ticks": ["Alice", "Bob"],
  },
};

export default promises;
