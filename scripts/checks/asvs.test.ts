import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const lines = readFileSync(resolve(root, "docs/asvs.md"), "utf8").split("\n");

/** How many requirements each section of chapters 6 and 7 of ASVS 5.0.0 has, and of which level each is. */
const sections: Record<string, string> = {
  "V6.1": "122",
  "V6.2": "111111112222",
  "V6.3": "11223333",
  "V6.4": "112233",
  "V6.5": "22222333",
  "V6.6": "2223",
  "V6.7": "33",
  "V6.8": "2222",
  "V7.1": "222",
  "V7.2": "1111",
  "V7.3": "22",
  "V7.4": "11222",
  "V7.5": "223",
  "V7.6": "22",
};

const rowsOf = (id: RegExp) =>
  lines
    .filter((line) => id.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, ...cells]) => cells.slice(0, -1));

test("docs/asvs.md has each requirement of chapters 6 and 7 once, with its level", () => {
  const asked = Object.entries(sections).flatMap(([section, levels]) =>
    [...levels].map((level, index) => `${section}.${index + 1} ${level}`),
  );
  expect(asked).toHaveLength(66);
  expect(rowsOf(/^\| V\d/).map(([id, level]) => `${id} ${level}`)).toEqual(asked);
});

test("docs/asvs.md says of each whether it is met, and shows what it says is met", () => {
  const unshown = rowsOf(/^\| V\d/).filter(
    ([, , asked, here, shown]) =>
      !asked ||
      !/^(met|deviation|not applicable)\b/.test(here ?? "") ||
      (!/^not applicable/.test(here ?? "") && !shown),
  );
  expect(unshown.map(([id]) => id)).toEqual([]);
});

test("docs/asvs.md has each kind of published mistake once, with a test", () => {
  const rows = rowsOf(/^\| T-\d/);
  expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 13 }, (_, index) => `T-${34 + index}`));
  for (const [id, , published, shown] of rows) {
    expect(published, id).toMatch(/^(CVE-\d{4}-\d+|GHSA-[\w-]+)(, (CVE-\d{4}-\d+|GHSA-[\w-]+))*$/);
    expect(shown, id).toMatch(/^`.+ › .+`$/);
  }
});

test("every test that docs/asvs.md names is there", () => {
  const named = [...lines.join("\n").matchAll(/`([^`›]+\.(?:test|spec)\.tsx?) › ([^`]+)`/g)];
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(([, file = "", title = ""]) => {
    if (!existsSync(resolve(root, file))) return true;
    const literal = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return !new RegExp(`\\(\\s*(["'\`])${literal}\\1,`).test(readFileSync(resolve(root, file), "utf8"));
  });
  expect(missing.map(([, file, title]) => `${file} › ${title}`)).toEqual([]);
});
