import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const folder = "lib/operation/does-not-compile";

/** Lines ending in `// TS1234` must be refused by the compiler with just that; every other line must pass. */
it("refuses what would go around a scope, a permission or the record, and nothing else", () => {
  const { stdout } = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "--project", folder, "--pretty", "false"],
    { encoding: "utf8" },
  );
  const refused = new Map<string, string>();
  for (const [, line, code] of stdout.matchAll(/^(\S+\(\d+),\d+\): error (TS\d+)/gm))
    if (line && code && !refused.has(line)) refused.set(line, code);
  const expected = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const lines = readFileSync(path.join(folder, name), "utf8").split("\n");
      return lines.flatMap((text, index) => {
        const code = text.match(/\/\/ (TS\d+)$/)?.[1];
        return code ? [[`${folder}/${name}(${index + 1}`, code] as const] : [];
      });
    });
  expect(expected.length).toBeGreaterThan(45);
  expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(expected));
}, 120_000);
