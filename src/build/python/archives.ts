import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadPyodide, type PyodideAPI } from "pyodide";
import type { Files } from "./packages.ts";

const PYODIDE = fileURLToPath(new URL(".", import.meta.resolve("pyodide")));

/** A file of Pyodide's, as it was published. */
export const pyodideFile = (name: string): Promise<Buffer> =>
  readFile(PYODIDE + name);

/** Packs files into an archive, each module compiled for where it will be. */
const PACK = `
import importlib._bootstrap_external as external, importlib.util, os, zipfile

def pack(files, out, root):
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name)
            if name.endswith(".py"):
                try:
                    code = compile(data, root + name, "exec", dont_inherit=True)
                except SyntaxError:
                    pass
                else:
                    info = zipfile.ZipInfo(name + "c")
                    data = external._code_to_hash_pyc(code, importlib.util.source_hash(data), False)
            archive.writestr(info, data)

def of_archive(path):
    with zipfile.ZipFile(path) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}

def of_folder(folder):
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found
`;

/** What is used of Emscripten's file system. */
interface FileSystem {
  writeFile(path: string, content: Uint8Array): void;
  readFile(path: string): Uint8Array;
  mkdirTree(path: string): void;
}
const filesIn = (python: PyodideAPI): FileSystem => python.FS as FileSystem;

async function packer(): Promise<PyodideAPI> {
  const python = await loadPyodide({ indexURL: PYODIDE });
  python.runPython(PACK);
  return python;
}

/**
 * Python's standard library, compiled by Python itself, for it would take seconds in a browser.
 * Stored as it is: a host's compression does better on it than the archive's own.
 */
export async function packStdlib(): Promise<Uint8Array> {
  const python = await packer();
  filesIn(python).writeFile("/in.zip", await pyodideFile("python_stdlib.zip"));
  python.runPython(
    `pack(of_archive("/in.zip"), "/out.zip", "/lib/python314.zip/")`,
  );
  return filesIn(python).readFile("/out.zip");
}

/** The packages, likewise. */
export async function packPackages(files: Files): Promise<Uint8Array> {
  const python = await packer();
  for (const [path, content] of files) {
    const file = `/in/${path}`;
    filesIn(python).mkdirTree(file.slice(0, file.lastIndexOf("/")));
    filesIn(python).writeFile(file, content);
  }
  python.runPython(`pack(of_folder("/in"), "/out.zip", "/roundtrip/")`);
  return filesIn(python).readFile("/out.zip");
}
