import type { LabPromises } from "#lab/promise.ts";

const promises: LabPromises = {
  withScreens: true,
  buttons: [],
  answers: { "how-often": ["Once"] },
};

export default promises;
