import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [],
  answers: { "who-receives": ["Alice", "Bob", "Carol"] },
};

export default promises;
