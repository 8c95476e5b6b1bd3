/** A program with a server; `body` begins on line 7. */
export const serving = (body: string): string =>
  `from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)

${body}

if __name__ == "__main__":
    socketio.run(app)
`;

/** One whose handler of `go` has these lines, from line 9 on. */
export const handling = (...lines: string[]): string =>
  serving(
    [
      '@socketio.on("go")',
      "def on_go():",
      ...lines.map((line) => `    ${line}`),
    ].join("\n"),
  );
