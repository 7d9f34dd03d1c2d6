import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const names = (file: string, line: RegExp) =>
  [...readFileSync(resolve(root, file), "utf8").matchAll(line)].flatMap((match) => match[1] ?? []);

test(".env.example lists every setting that is read", () => {
  const listed = new Set(names(".env.example", /^#?([A-Z_]+)=/gm));
  const read = names("lib/kernel/env.ts", /^ {2}([A-Z_]+):/gm).filter((name) => name !== "NODE_ENV");
  expect(read.length).toBeGreaterThan(5);
  expect(read.filter((name) => !listed.has(name))).toEqual([]);
});
