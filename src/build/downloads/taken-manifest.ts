/** What package.json and package-lock.json say of a package. */
interface Named {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export interface Manifest extends Named {
  scripts: Record<string, string>;
}

export interface Lock {
  packages: Record<string, Named>;
}

/** What only the tests and benches need, which are not taken away. */
const TESTING = new Set([
  "@axe-core/playwright",
  "@playwright/test",
  "playwright-core",
  "vitest",
]);

const TAKEN_SCRIPTS = ["start", "dev", "build", "types"];

/** The package.json of what is taken away; without a server in Node there is only a client to build. */
export function takenManifest(
  manifest: Manifest,
  hasServer: boolean,
): Manifest {
  const scripts = Object.fromEntries(
    TAKEN_SCRIPTS.filter((name) => name !== "start" || hasServer).flatMap(
      (name) => {
        const script = manifest.scripts[name];
        return script === undefined ? [] : [[name, script]];
      },
    ),
  );
  const devDependencies = Object.fromEntries(
    Object.entries(manifest.devDependencies ?? {}).filter(
      ([name]) => !TESTING.has(name),
    ),
  );
  const { dependencies, ...rest } = { ...manifest, scripts, devDependencies };
  return hasServer && dependencies ? { ...rest, dependencies } : rest;
}

/** A lockfile without the packages that a smaller package.json no longer reaches. */
export function takenLock<L extends Lock>(lock: L, manifest: Manifest): L {
  const { "": root, ...packages } = lock.packages;
  const reached = new Set<string>();

  /** As Node looks for it: in the package's own folder, then in each above. */
  function find(name: string, from: string): string | undefined {
    for (
      let folder = from;
      ;
      folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")
    ) {
      const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
      if (packages[path]) return path;
      if (folder === "") return undefined;
    }
  }

  function reach(named: Named, from: string): void {
    for (const name of Object.keys({
      ...named.dependencies,
      ...named.optionalDependencies,
      ...named.peerDependencies,
      ...(from === "" ? named.devDependencies : {}),
    })) {
      const path = find(name, from);
      const found = path === undefined ? undefined : packages[path];
      if (path === undefined || !found || reached.has(path)) continue;
      reached.add(path);
      reach(found, path);
    }
  }

  reach(manifest, "");
  const { dependencies, devDependencies = {} } = manifest;
  const itself: Named = { ...root, devDependencies };
  if (dependencies) itself.dependencies = dependencies;
  else delete itself.dependencies;
  return {
    ...lock,
    packages: Object.fromEntries([
      ["", itself],
      ...Object.entries(packages).filter(([path]) => reached.has(path)),
    ]),
  };
}
