import { breaks, defineLab, does, type Breakable } from "#lab/lesson.ts";
import { connected } from "../../connected.ts";
import { newId, say } from "./client.jsx";

const line = (from: string, text: string) => ({
  id: newId(),
  room: "general",
  from,
  text,
});

/** The server keeps what Alice writes, and she does not hear that it did. */
async function writeAndLoseAnswer({ client }: Breakable): Promise<void> {
  const { socket, faults } = client("Alice");
  await connected(socket);
  faults.loseNextAck();
  void say(socket, line("Alice", "is this on?"));
}

export default defineLab({
  clients: ["Alice", "Bob", "Carol"],
  actions: {
    "alice-says-hello": does(
      "Alice",
      "Alice says hello",
      (socket) => say(socket, line("Alice", "hello")),
      { evenOffline: true },
    ),
    "lose-the-answer": breaks(
      "server",
      "Alice writes, the answer gets lost",
      writeAndLoseAnswer,
    ),
    "cut-alice": breaks("server", "Cut Alice off", ({ client }) =>
      client("Alice").faults.cut(),
    ),
    "mend-alice": breaks(
      "server",
      "Give Alice her network back",
      ({ client }) => client("Alice").faults.restore(),
    ),
  },
});
