import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [
    {
      press: "Alice sends a word",
      action: "alice-sends-a-word",
      packets: [
        'Alice > Server 42["word","hello"]',
        'Server > Alice 42["answer","You said hello"]',
      ],
      logs: { Alice: "You said hello" },
      diagram: /^Alice's answer reaches Alice$/,
    },
    {
      press: "Alice sends seven values",
      action: "alice-sends-seven-values",
      packets: [
        'Alice > Server 42["values","hi",7,true,null,{"a":1},[1,null],"1970-01-01T00:00:00.000Z"]',
        'Server > Alice 42["kinds",["string","number","boolean","null","object","array","string"]]',
      ],
      logs: { Alice: "string, number, boolean, null, object, array, string" },
      diagram: /^Alice's kinds reaches Alice$/,
    },
    {
      press: "Alice sends a Map",
      action: "alice-sends-a-map",
      packets: [
        'Alice > Server 42["values",{}]',
        'Server > Alice 42["kinds",["object"]]',
      ],
      logs: { Alice: "object" },
      diagram: /^Alice's kinds reaches Alice$/,
    },
    {
      press: "Alice sends bytes",
      action: "alice-sends-bytes",
      packets: [
        'Alice > Server 451-["values",{"_placeholder":true,"num":0}]',
        'Server > Alice 42["kinds",["bytes"]]',
      ],
      logs: { Alice: "bytes" },
      diagram: /^Alice's kinds reaches Alice$/,
    },
    {
      press: "Bob asks the server to count",
      action: "bob-asks-to-count",
      packets: [
        'Bob > Server 42["count"]',
        ...[3, 2, 1].map((n) => `Server > Bob 42["tick",${n}]`),
      ],
      logs: { Bob: "tick 3tick 2tick 1" },
      diagram: /^Bob's tick reaches Bob$/,
    },
    {
      after: [{ press: "Bob listens once", action: "bob-cries-once" }],
      press: "Alice pokes Bob",
      action: "alice-pokes-bob",
      packets: [
        'Alice > Server 42["poke"]',
        'Server > Bob 42["poke"]',
        'Bob > Server 42["word","ouch"]',
        'Server > Bob 42["answer","You said ouch"]',
      ],
      logs: { Bob: "pokeYou said ouch" },
      diagram: /reaches Bob$/,
    },
  ],
  answers: {
    "who-hears-the-answer": ["Alice"],
    "off-stops-the-packet": ["Yes"],
  },
};

export default promises;
