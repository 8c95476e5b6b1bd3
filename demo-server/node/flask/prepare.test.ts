import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { labPath } from "#contract/stream.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";
import {
  LAB,
  openHost,
  type OpenHost,
} from "#tests/support/server/open-host.ts";
import { createFlask } from "./flask.ts";
import { findFlask, isFlaskInstalled } from "./prepare.ts";

const PROGRAM = `from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app)
`;

let at: OpenHost;
afterEach(() => at.close());

describe.skipIf(!isFlaskInstalled())("the Flask host's command", () => {
  it("lets one process serve the lessons of several folders", async () => {
    const lessonsDirs = ["one", "two"].map((lesson) =>
      folderOf({ [join(lesson, "app.py")]: PROGRAM }),
    );
    const flask = createFlask({ prepare: findFlask({ lessonsDirs }) });
    at = await openHost({}, { flask });
    flask.start();
    expect((await flask.settled()).is).toBe("running");
    const statuses = await Promise.all(
      ["one", "two", "three"].map(async (lesson) => {
        const path = `/flask${labPath(lesson, LAB)}/?EIO=4&transport=polling`;
        return (await fetch(`${at.url}${path}`)).status;
      }),
    );
    expect(statuses).toEqual([200, 200, 404]);
  });
});
