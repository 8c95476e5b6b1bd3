import { defineExercise } from "#lab/exercise/exercise.ts";
import { pointsAt } from "#lab/exercise/reading-checks.ts";
import { breaks, defineLab, does, type Breakable } from "#lab/lesson.ts";
import { faultSince, socketIdsOf } from "#lab/trace/questions.ts";
import { enter, say } from "./client.jsx";

/** Cuts Bob off, and gives him his network back: over when he is connected again. */
async function loseBob({ client }: Breakable): Promise<void> {
  const { faults, socket } = client("Bob");
  const gone = new Promise<void>((resolve) => {
    socket.once("disconnect", () => resolve());
  });
  faults.cut();
  await gone;
  const isBack = new Promise<void>((resolve) => {
    socket.once("connect", resolve);
  });
  faults.restore();
  await isBack;
}

export default defineExercise({
  kind: "find",
  title: "Why doesn’t Bob receive it?",
  task: "Alice and Bob enter the same room, and Alice says something: both receive `said`. Then Bob loses his connection for a moment and gets it back. Alice says something again, and only she receives it. Run the program, and find the packet that tells Bob’s client that the server takes him for a new client.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob"],
      protocol: "once all are connected",
      options: { Bob: { reconnectionDelay: 200, randomizationFactor: 0 } },
      actions: {
        "alice-enters": does("Alice", "Alice enters the room", (socket) =>
          enter(socket, word("room")),
        ),
        "bob-enters": does("Bob", "Bob enters the room", (socket) =>
          enter(socket, word("room")),
        ),
        "alice-says": does("Alice", "Alice says something", (socket) =>
          say(socket, word("room"), word("first")),
        ),
        "bob-is-away": breaks(
          "Bob",
          "Bob loses his connection and gets it back",
          loseBob,
        ),
        "alice-says-more": does("Alice", "Alice says more", (socket) =>
          say(socket, word("room"), word("second")),
        ),
      },
    }),
  script: [
    "alice-enters",
    "bob-enters",
    "alice-says",
    "bob-is-away",
    "alice-says-more",
  ],
  checks: {
    "bob-received": {
      says: "Bob received it",
      ask: pointsAt(
        ({ client, direction }) => client === "Bob" && direction === "in",
      ),
      question:
        "Whose client is told something here, and by whom? Which way does that packet go?",
      idea: "Whether a client is known is for the server to say. Look at the packets that go from the server to Bob.",
    },
    "after-the-cut": {
      says: "It travelled after Bob had lost his connection",
      ask: pointsAt(({ frame }, trace) => {
        const cut = faultSince(trace, 0, "cut", "Bob");
        return cut !== undefined && frame > cut;
      }),
      question:
        "What did Bob’s client have to do again once his network was back?",
      idea: "The list says when his network was cut and when it came back. After that, his client opens a new connection, and the same kinds of packets follow as at the start.",
    },
    "another-id": {
      says: "It gives him another `socket.id` than the one he had",
      ask: pointsAt(({ client, socket, frame, data }, trace) => {
        const before = socketIdsOf(trace, client, { before: frame });
        const [now] = socketIdsOf(trace, client, {
          since: frame,
          before: frame + 1,
        });
        return (
          socket === "connect" &&
          typeof data === "object" &&
          now !== undefined &&
          before.length > 0 &&
          !before.includes(now)
        );
      }),
      question:
        "A room’s members are sockets, by their ids. Which packet tells a client its `socket.id`?",
      idea: "Two packets carry a `sid`. The one that begins with `0` names the Engine.IO connection, which is new after every loss, even where the session is recovered. The other one answers the client’s `40`.",
      link: {
        to: "../connect/#watch-a-connection-being-made",
        text: "The two ids of a connection",
      },
    },
  },
  mistakes: {
    "what-alice-receives": { fails: "bob-received" },
    "his-own-connect": { fails: "bob-received" },
    "the-first-id": { fails: "after-the-cut" },
    "the-handshake": { fails: "another-id" },
  },
});
