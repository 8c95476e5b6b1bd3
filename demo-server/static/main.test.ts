import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

it("says when its port is taken, and by which command to choose another", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "localhost", done));
  const { port } = other.address() as AddressInfo;
  const child = spawn(process.execPath, [main, "--port", String(port)]);
  let text = "";
  child.stderr.on("data", (data: Buffer) => (text += data.toString()));
  const code = await new Promise((done) => child.on("close", done));
  other.close();
  expect(code).toBe(1);
  expect(text).toContain(
    `Port ${port} is taken. Stop the other program or choose another port: npm run preview:static -- --port ${port + 1}\n`,
  );
});
