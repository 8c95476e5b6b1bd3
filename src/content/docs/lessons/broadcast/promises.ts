import type { LabPromises } from "#lab/promise.ts";

const chat = (text: string) => `42["chat",{"from":"Alice","text":"${text}"}]`;
const note = '42["note",{"from":"Carol","text":"buy milk"}]';

const promises: LabPromises = {
  buttons: [
    {
      press: "Alice says hello",
      action: "alice-says-hello",
      packets: [
        `Alice > Server ${chat("hello")}`,
        `Server > Bob ${chat("hello")}`,
        `Server > Carol ${chat("hello")}`,
      ],
      logs: { Bob: "Alice hello", Carol: "Alice hello" },
      diagram: /^Alice's chat reaches Bob and Carol$/,
    },
    {
      press: "Carol makes a note",
      action: "carol-notes",
      packets: [`Carol > Server ${note}`, `Server > Carol ${note}`],
      logs: { Carol: "Carol buy milk" },
      diagram: /^Carol's note reaches Carol$/,
    },
    {
      press: "Alice counts to three",
      action: "alice-counts",
      packets: ["one", "two", "three"].flatMap((word) => [
        `Alice > Server ${chat(word)}`,
        `Server > Bob ${chat(word)}`,
        `Server > Carol ${chat(word)}`,
      ]),
      logs: {
        Bob: "Alice oneAlice twoAlice three",
        Carol: "Alice oneAlice twoAlice three",
      },
      diagram: /^Alice's chat reaches Bob and Carol$/,
    },
    {
      after: [{ press: "Carol leaves", action: "carol-leaves" }],
      press: "Alice say hello",
      action: "alice-says-hello",
      packets: [
        `Alice > Server ${chat("hello")}`,
        `Server > Bob ${chat("hello")}`,
      ],
      logs: { Bob: "Alice hello" },
      diagram: /^Alice's chat reaches Bob$/,
    },
  ],
  answers: {
    "who-hears-broadcast": ["Bob", "Carol"],
    "who-hears-io-emit": ["Alice", "Bob", "Carol"],
  },
};

export default promises;
