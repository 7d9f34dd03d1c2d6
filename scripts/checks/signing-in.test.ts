import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(resolve(root, file), "utf8");

test("the numbers of docs/signing-in.md are those of the code", () => {
  const rows = [...read("docs/signing-in.md").matchAll(/\| `([\w/.-]+\.ts)` \| `([^`]+)` \|$/gm)];
  expect(rows.length).toBeGreaterThan(10);
  const wrong = rows.filter(([, file = "", constant = ""]) => !read(file).includes(constant));
  expect(wrong.map(([, file, constant]) => `${file} does not say ${constant}`)).toEqual([]);
});
