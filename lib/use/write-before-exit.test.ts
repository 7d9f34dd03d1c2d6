import { spawn } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

const program = `
  import { writeBeforeExit } from ${JSON.stringify(path.resolve("lib/use/write-before-exit.ts"))};
  process.on("SIGTERM", () => process.exit(143)); // as the web server does, the moment it is idle
  writeBeforeExit(() => new Promise((resolve) => setTimeout(() => { process.stdout.write("written "); resolve(); }, 50)));
  setInterval(() => undefined, 1000);
  process.stdout.write("ready ");
`;

it("a server that ends at once is kept until its counts are written", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program]);
  let said = "";
  child.stdout.on("data", (data) => {
    said += data;
    if (said === "ready ") child.kill("SIGTERM");
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  expect({ code, said }).toEqual({ code: 143, said: "ready written written " });
});
