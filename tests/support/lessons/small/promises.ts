import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [
    {
      press: "Bob says hi",
      action: "bob-says",
      packets: [
        'Bob > Server 42["message","hi"]',
        'Server > Alice 42["message","hi"]',
        'Server > Bob 42["answer","The small lesson passed it on"]',
      ],
      logs: { Alice: "hi", Bob: "The small lesson passed it on" },
      diagram: /^Bob's (message reaches Alice|answer reaches Bob)$/,
    },
  ],
  answers: { "who-hears": ["Alice"] },
};

export default promises;
