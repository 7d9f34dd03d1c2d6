import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askNas } from "@/lib/containment/ask-nas";

const folder = mkdtempSync(join(tmpdir(), "cordon-ask-nas-"));
const before = process.env.TMPDIR;

beforeAll(() => {
  process.env.TMPDIR = join(folder);
});

afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(folder, { recursive: true, force: true });
});

it("gives radclient the secret, and leaves nothing of it behind if the worker is killed while radclient runs", async () => {
  const command = join(folder, "radclient");
  writeFileSync(
    command,
    `#!/bin/sh
while [ "$1" != -S ]; do shift; done
cat "$2" > "${folder}/read"
find "${folder}" -type f ! -name radclient ! -name read ! -name left -exec grep -l secret {} + > "${folder}/left"
true
`,
  );
  chmodSync(command, 0o700);
  await askNas({ address: "127.0.0.1", port: 3799, secret: "a-secret-of-one-nas" }, ["x"], command);
  expect(readFileSync(join(folder, "read"), "utf8").trim()).toBe("a-secret-of-one-nas");
  expect(readFileSync(join(folder, "left"), "utf8")).toBe("");
  expect(readdirSync(folder).sort()).toEqual(["left", "radclient", "read"]);
});
