import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  buttons: [],
  answers: { "who-hears": ["Alice"] },
};

export default promises;
