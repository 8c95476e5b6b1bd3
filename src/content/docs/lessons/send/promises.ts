import type { LabPromises } from "#lab/promise.ts";

const passedOn = (from: string, to: string, text: string) => [
  `${from} > Server 42["message","${text}"]`,
  `Server > ${to} 42["message","${text}"]`,
  `Server > ${from} 42["message","The server passed it on"]`,
];

const promises: LabPromises = {
  buttons: [
    {
      press: "Alice sends hello",
      action: "alice-sends",
      packets: passedOn("Alice", "Bob", "hello"),
      logs: { Alice: "The server passed it on", Bob: "hello" },
      diagram: /^Alice's message reaches (Alice|Bob|Alice and Bob)$/,
    },
    {
      press: "Alice emits message",
      action: "alice-emits-message",
      packets: passedOn("Alice", "Bob", "hello"),
      logs: { Alice: "The server passed it on", Bob: "hello" },
      diagram: /^Alice's message reaches (Alice|Bob|Alice and Bob)$/,
    },
    {
      press: "Bob sends hi",
      action: "bob-sends",
      packets: passedOn("Bob", "Alice", "hi"),
      logs: { Alice: "hi", Bob: "The server passed it on" },
      diagram: /^Bob's message reaches (Alice|Bob|Alice and Bob)$/,
    },
    {
      press: "Alice is typing",
      action: "alice-types",
      packets: [
        'Alice > Server 42["typing",true]',
        'Server > Bob 42["typing",true]',
      ],
      logs: { Bob: "typing …" },
      diagram: /^Alice's typing reaches Bob$/,
    },
  ],
  answers: {
    "which-event-name": ["message"],
    "which-handler": ["typing"],
  },
};

export default promises;
