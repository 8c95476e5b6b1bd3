import type { Connected } from "../support/page/lesson-page.ts";

/** What a button in a lesson's prose must make happen, as the prose says. */
export interface Promised {
  readonly lesson: string;
  readonly clients: readonly Connected[];
  /** Buttons pressed before it, so that the press makes sense. */
  readonly after?: readonly string[];
  readonly press: string;
  /** Packets of the lesson that the press adds, in order of from > to; ids of sockets cut out. */
  readonly packets: readonly string[];
  /** Text that each client's log then holds; a client that is not named hears nothing new. */
  readonly logs: Readonly<Record<string, string>>;
  /** What the diagram's name says at the end. */
  readonly diagram: RegExp;
}

const three = ["Alice", "Bob", "Carol"];
const two = ["Alice", "Bob"];
const threeByTheirLists = ["Alice", { name: "Bob", by: "polling" }, "Carol"];
const says = (from: string, text: string, by: string) => {
  const words = `{"from":"${from}","text":"${text}"`;
  return [
    `${from} > Server 42["say",${words}}]`,
    ...three.map(
      (name) => `Server > ${name} 42["said",${words},"by":"${by}"}]`,
    ),
  ];
};
const chat = (text: string) => `42["chat",{"from":"Alice","text":"${text}"}]`;

export const promises: readonly Promised[] = [
  {
    lesson: "broadcast",
    clients: three,
    press: "Alice says hello",
    packets: [
      `Alice > Server ${chat("hello")}`,
      `Server > Bob ${chat("hello")}`,
      `Server > Carol ${chat("hello")}`,
    ],
    logs: { Bob: "Alice hello", Carol: "Alice hello" },
    diagram: /^Alice's chat reaches Bob and Carol$/,
  },
  {
    lesson: "broadcast",
    clients: three,
    press: "Carol makes a note",
    packets: [
      'Carol > Server 42["note",{"from":"Carol","text":"buy milk"}]',
      'Server > Carol 42["note",{"from":"Carol","text":"buy milk"}]',
    ],
    logs: { Carol: "Carol buy milk" },
    diagram: /^Carol's note reaches Carol$/,
  },
  {
    lesson: "broadcast",
    clients: three,
    press: "Alice counts to three",
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
    lesson: "broadcast",
    clients: three,
    after: ["Carol leaves"],
    press: "Alice say hello",
    packets: [
      `Alice > Server ${chat("hello")}`,
      `Server > Bob ${chat("hello")}`,
    ],
    logs: { Bob: "Alice hello" },
    diagram: /^Alice's chat reaches Bob$/,
  },
  {
    lesson: "send",
    clients: two,
    press: "Alice sends hello",
    packets: [
      'Alice > Server 42["message","hello"]',
      'Server > Bob 42["message","hello"]',
      'Server > Alice 42["message","The server passed it on"]',
    ],
    logs: { Alice: "The server passed it on", Bob: "hello" },
    diagram: /^Alice's message reaches (Alice|Bob|Alice and Bob)$/,
  },
  {
    lesson: "send",
    clients: two,
    press: "Alice emits message",
    packets: [
      'Alice > Server 42["message","hello"]',
      'Server > Bob 42["message","hello"]',
      'Server > Alice 42["message","The server passed it on"]',
    ],
    logs: { Alice: "The server passed it on", Bob: "hello" },
    diagram: /^Alice's message reaches (Alice|Bob|Alice and Bob)$/,
  },
  {
    lesson: "send",
    clients: two,
    press: "Bob sends hi",
    packets: [
      'Bob > Server 42["message","hi"]',
      'Server > Alice 42["message","hi"]',
      'Server > Bob 42["message","The server passed it on"]',
    ],
    logs: { Alice: "hi", Bob: "The server passed it on" },
    diagram: /^Bob's message reaches (Alice|Bob|Alice and Bob)$/,
  },
  {
    lesson: "send",
    clients: two,
    press: "Alice is typing",
    packets: [
      'Alice > Server 42["typing",true]',
      'Server > Bob 42["typing",true]',
    ],
    logs: { Bob: "typing …" },
    diagram: /^Alice's typing reaches Bob$/,
  },
  {
    lesson: "emit-and-listen",
    clients: two,
    press: "Alice sends a word",
    packets: [
      'Alice > Server 42["word","hello"]',
      'Server > Alice 42["answer","You said hello"]',
    ],
    logs: { Alice: "You said hello" },
    diagram: /^Alice's answer reaches Alice$/,
  },
  {
    lesson: "emit-and-listen",
    clients: two,
    press: "Alice sends seven values",
    packets: [
      'Alice > Server 42["values","hi",7,true,null,{"a":1},[1,null],"1970-01-01T00:00:00.000Z"]',
      'Server > Alice 42["kinds",["string","number","boolean","null","object","array","string"]]',
    ],
    logs: { Alice: "string, number, boolean, null, object, array, string" },
    diagram: /^Alice's kinds reaches Alice$/,
  },
  {
    lesson: "emit-and-listen",
    clients: two,
    press: "Alice sends a Map",
    packets: [
      'Alice > Server 42["values",{}]',
      'Server > Alice 42["kinds",["object"]]',
    ],
    logs: { Alice: "object" },
    diagram: /^Alice's kinds reaches Alice$/,
  },
  {
    lesson: "emit-and-listen",
    clients: two,
    press: "Alice sends bytes",
    packets: [
      'Alice > Server 451-["values",{"_placeholder":true,"num":0}]',
      'Server > Alice 42["kinds",["bytes"]]',
    ],
    logs: { Alice: "bytes" },
    diagram: /^Alice's kinds reaches Alice$/,
  },
  {
    lesson: "emit-and-listen",
    clients: two,
    press: "Bob asks the server to count",
    packets: ["", "3", "2", "1"].map((n) =>
      n ? `Server > Bob 42["tick",${n}]` : 'Bob > Server 42["count"]',
    ),
    logs: { Bob: "tick 3tick 2tick 1" },
    diagram: /^Bob's tick reaches Bob$/,
  },
  {
    lesson: "emit-and-listen",
    clients: two,
    after: ["Bob listens once"],
    press: "Alice pokes Bob",
    packets: [
      'Alice > Server 42["poke"]',
      'Server > Bob 42["poke"]',
      'Bob > Server 42["word","ouch"]',
      'Server > Bob 42["answer","You said ouch"]',
    ],
    logs: { Bob: "pokeYou said ouch" },
    diagram: /reaches Bob$/,
  },
  {
    lesson: "connect",
    clients: two,
    press: "Alice says hello",
    packets: [
      'Alice > Server 42["echo","hello"]',
      'Server > Alice 42["echo","hello"]',
    ],
    logs: { Alice: "echo: hello" },
    diagram: /^Alice's echo reaches Alice$/,
  },
  {
    lesson: "server-in-flask",
    clients: two,
    press: "Alice says hello",
    packets: [
      'Alice > Server 42["hello",{"name":"Alice"}]',
      'Server > Alice 42["greeting",{"text":"Hello Alice"}]',
    ],
    logs: { Alice: "Hello Alice" },
    diagram: /^Alice's greeting reaches Alice$/,
  },
  {
    lesson: "server-in-flask",
    clients: two,
    press: "Alice adds 2 and 3",
    packets: ['Alice > Server 42["add",2,3]', 'Server > Alice 42["sum",5]'],
    logs: { Alice: "sum 5" },
    diagram: /^Alice's sum reaches Alice$/,
  },
  {
    lesson: "server-in-flask",
    clients: two,
    press: "Alice sends a line",
    packets: [
      'Alice > Server 42["message","a line"]',
      'Server > Alice 42["message","You sent a line"]',
    ],
    logs: { Alice: "You sent a line" },
    diagram: /^Alice's message reaches Alice$/,
  },
  {
    lesson: "server-in-flask",
    clients: two,
    press: "Bob starts the countdown",
    packets: [
      'Bob > Server 42["start"]',
      ...[3, 2, 1].flatMap((n) =>
        two.map((name) => `Server > ${name} 42["tick",${n}]`),
      ),
      'Server > Bob 42["done"]',
    ],
    logs: { Alice: "tick 3tick 2tick 1", Bob: "tick 3tick 2tick 1done" },
    diagram: /^Bob's done reaches Bob$/,
  },
  {
    lesson: "transports",
    clients: threeByTheirLists,
    press: "Bob writes",
    packets: says("Bob", "hi", "polling"),
    logs: {
      Alice: "Bob, by polling: hi",
      Bob: "Bob, by polling: hi",
      Carol: "Bob, by polling: hi",
    },
    diagram: /^Bob's said reaches Alice, Bob and Carol$/,
  },
  {
    lesson: "transports",
    clients: threeByTheirLists,
    press: "when Bob writes",
    packets: says("Bob", "hi", "polling"),
    logs: { Bob: "Bob, by polling: hi", Carol: "Bob, by polling: hi" },
    diagram: /^Bob's said reaches/,
  },
  {
    lesson: "transports",
    clients: threeByTheirLists,
    after: ["Block WebSocket for Alice"],
    press: "Let her write",
    packets: says("Alice", "hello", "polling"),
    logs: {
      Alice: "Alice, by polling: hello",
      Bob: "Alice, by polling: hello",
      Carol: "Alice, by polling: hello",
    },
    diagram: /^Alice's said reaches/,
  },
  {
    lesson: "transports",
    clients: threeByTheirLists,
    press: "Carol writes",
    packets: says("Carol", "good morning", "websocket"),
    logs: { Alice: "Carol, by websocket: good morning" },
    diagram: /^Carol's said reaches/,
  },
];
