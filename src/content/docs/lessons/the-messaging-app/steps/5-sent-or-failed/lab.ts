import { defineLab, type Breakable } from "#lab/lesson.ts";
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
    "alice-says-hello": {
      label: "Alice says hello",
      who: "Alice",
      evenOffline: true,
      run: (socket) => say(socket, line("Alice", "hello")),
    },
    "lose-the-answer": {
      label: "Alice writes, the answer gets lost",
      who: "server",
      fault: writeAndLoseAnswer,
    },
    "cut-alice": {
      label: "Cut Alice off",
      who: "server",
      fault: ({ client }) => client("Alice").faults.cut(),
    },
    "mend-alice": {
      label: "Give Alice her network back",
      who: "server",
      fault: ({ client }) => client("Alice").faults.restore(),
    },
  },
});
