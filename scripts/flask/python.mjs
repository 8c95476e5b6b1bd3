import { spawnSync } from "node:child_process";

/** The first Python that the packages of the Flask host run on. */
const OLDEST = [3, 10];

/** By which names it may be found; the plain ones first, since they are the system's choice. */
const NAMES = [
  ["python3"],
  ["python"],
  ...(process.platform === "win32" ? [["py", "-3"]] : []),
  ...[14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`]),
];

/** Says its version and whether it can make a virtual environment with pip in it. */
const ASK =
  "import sys, importlib.util as u;" +
  "print(*sys.version_info[:2], all(u.find_spec(m) for m in ('venv', 'ensurepip')))";

/** What a Python of that name is, or undefined where there is none that runs. */
function ask([file, ...args]) {
  const { status, stdout } = spawnSync(file, [...args, "-c", ASK], {
    encoding: "utf8",
    timeout: 20_000,
    windowsHide: true,
  });
  const [, major, minor, can] =
    (status === 0 && /^(\d+) (\d+) (True|False)\s*$/.exec(stdout)) || [];
  if (major === undefined) return undefined;
  return {
    command: [file, ...args],
    version: `${major}.${minor}`,
    isNewEnough: Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1],
    canMakeEnvironment: can === "True",
  };
}

/**
 * Finds a Python on PATH that can run the Flask host: `{ command }`, or `{ why }` there is none, to
 * which a comma and more may be added.
 */
export function findPython() {
  const found = [];
  for (const name of NAMES) {
    const python = ask(name);
    if (python?.isNewEnough && python.canMakeEnvironment)
      return { command: python.command };
    if (python) found.push(python);
  }
  return { why: whyNone(found) };
}

function whyNone(found) {
  const wanted = `Flask needs Python ${OLDEST.join(".")} or newer`;
  const bare = found.find(({ isNewEnough }) => isNewEnough);
  if (bare)
    return `Flask needs Python's venv module, and the Python ${bare.version} here lacks it (on Debian and Ubuntu, install python3-venv)`;
  const [old] = found;
  return old
    ? `${wanted}, and here is Python ${old.version}`
    : `${wanted}, and none was found here`;
}
