import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  withScreens: true,
  buttons: [],
  answers: { "while-away": ["What Bob wrote meanwhile"] },
};

export default promises;
