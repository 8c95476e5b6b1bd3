import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const packagesOf = (path: string): Record<string, string> => {
  const manifest = JSON.parse(read(path)) as Manifest;
  return { ...manifest.dependencies, ...manifest.devDependencies };
};

it("the project names every package of the messaging app, in the same version", () => {
  // Here the app is built and tested with the project's packages, where it has none of its own.
  expect(packagesOf("package.json")).toMatchObject(
    packagesOf("examples/chat/package.json"),
  );
});

it("the messaging app runs on the packages of the Flask host", () => {
  for (const name of ["requirements.in", "requirements.txt"])
    expect(read(`examples/chat/flask/${name}`)).toBe(
      read(`demo-server/flask/${name}`),
    );
});
