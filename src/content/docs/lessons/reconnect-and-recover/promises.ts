import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [],
  answers: {
    "while-away": {
      "server.js": ["Her old socket id", "What Bob wrote meanwhile"],
      "app.py": ["A second welcome"],
    },
    "after-restart": ["She gets a new one"],
  },
};

export default promises;
