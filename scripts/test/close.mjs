const took = (seconds) =>
  seconds < 60
    ? `${seconds.toFixed(0)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

/**
 * Says how long each stage took, names what was skipped and what failed, and closes with the count. Gives the exit code;
 * a run in which no test passed is a failure.
 */
export function close(ended, seconds) {
  const failures = ended.flatMap(({ stage, outcome }) =>
    outcome.failed.map((name) => `  ${stage}: ${name.split("\n")[0]}`),
  );
  const times = ended.map(
    ({ stage, seconds: own }) => `  ${stage.padEnd(8)}${took(own)}`,
  );
  if (ended.length > 1)
    console.log(`\nTime, ${took(seconds)} in all:\n${times.join("\n")}`);
  const skipped = ended.flatMap(({ stage, outcome }) =>
    (outcome.skipped ?? []).map((name) => `  ${stage}: ${name}`),
  );
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.join("\n")}`);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join("\n")}`);
  const passed = ended.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}
