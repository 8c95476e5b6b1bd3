import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [
    {
      press: "Alice says hello",
      action: "alice-says-hello",
      packets: [
        'Alice > Server 42["echo","hello"]',
        'Server > Alice 42["echo","hello"]',
      ],
      logs: { Alice: "echo: hello" },
      diagram: /^Alice's echo reaches Alice$/,
    },
  ],
  answers: {
    "first-transport": ["HTTP long-polling"],
    "keeps-her-id": ["She gets a new one"],
  },
};

export default promises;
