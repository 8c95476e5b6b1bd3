import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  withScreens: true,
  buttons: [],
  answers: { "who-receives": ["Alice", "Bob"] },
};

export default promises;
