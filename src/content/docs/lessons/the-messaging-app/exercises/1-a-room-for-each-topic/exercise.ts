import { doesNotReceive, receives } from "#lab/exercise/checks.ts";
import { defineExercise } from "#lab/exercise/exercise.ts";
import { defineLab, does } from "#lab/lesson.ts";
import { enter, say } from "./client.jsx";

export default defineExercise({
  title: "A room for each topic",
  task: "When a client emits `enter` with the name of a room, it joins that room. When a client emits `say` with a room and a text, the others in that room receive `said` with the text. Nobody else does.",
  lab: (word) =>
    defineLab({
      clients: ["Alice", "Bob", "Carol"],
      actions: {
        "alice-enters": does("Alice", "Alice enters a room", (socket) =>
          enter(socket, word("room")),
        ),
        "bob-enters": does("Bob", "Bob enters the same room", (socket) =>
          enter(socket, word("room")),
        ),
        "carol-enters": does("Carol", "Carol enters another room", (socket) =>
          enter(socket, word("other room")),
        ),
        "alice-says": does("Alice", "Alice says something there", (socket) =>
          say(socket, word("room"), word("text")),
        ),
      },
    }),
  script: ["alice-enters", "bob-enters", "carol-enters", "alice-says"],
  checks: {
    "bob-receives": {
      says: "Bob, who is in the room, receives `said`",
      ask: receives({
        action: "alice-says",
        event: "said",
        args: (word) => [word("text")],
        who: ["Bob"],
      }),
      question:
        "Who is in the room when Alice speaks? A room has the members that the server has put into it, and no others.",
      idea: "A room is a name on the server. A client is in it once the server has joined its socket to it; then an emit can be sent to that name.",
      link: { to: "#3-one-room-each", text: "One room each" },
    },
    "carol-left-out": {
      says: "Carol, who is in another room, receives nothing",
      ask: doesNotReceive({
        action: "alice-says",
        event: "said",
        who: ["Carol"],
      }),
      question: "Does your emit name the room?",
      idea: "An emit that names a room goes to its members only. In the picture, no packet goes to Carol.",
      link: { to: "#3-one-room-each", text: "One room each" },
    },
    "alice-left-out": {
      says: "Alice, who spoke, receives nothing",
      ask: doesNotReceive({
        action: "alice-says",
        event: "said",
        who: ["Alice"],
      }),
      question:
        "Alice is in the room too. Which way of naming the room leaves out the client whose event is being handled?",
      idea: "What starts from the whole server reaches every member. What starts from one client’s socket reaches every member but that one; Flask has a keyword for it.",
    },
  },
  mistakes: {
    everyone: { fails: "carol-left-out" },
    "nobody-joined": { fails: "bob-receives" },
    "the-speaker-too": { fails: "alice-left-out" },
  },
});
