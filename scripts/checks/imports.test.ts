import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import rules from "@/.dependency-cruiser.mjs";

const root = resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "cordon-imports-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Each breaks one rule: the file, what it imports, the rule. */
const planted: [file: string, imports: string, rule: string][] = [
  ["lib/cycle/a.ts", "./b", "no-cycles"],
  ["lib/kernel/lost.ts", "./nowhere", "everything-resolves"],
  ["app/page.tsx", "@/db/pools", "app-shows"],
  ["app/sql.ts", "pg", "app-shows-without-drivers"],
  ["app/actions.ts", "@/lib/operation/perform", "app-through-the-doors"],
  ["components/list.tsx", "@/lib/devices/list-devices", "components-look"],
  ["components/shell.tsx", "@/app/page", "components-stand-alone"],
  ["components/ui/button.tsx", "@/components/list", "ui-has-no-product"],
  ["lib/devices/outwards.ts", "@/worker/main", "lib-looks-inwards"],
  ["lib/devices/list-devices.ts", "@/db/scoped", "nouns-know-db-by-type"],
  ["lib/operation/perform.ts", "@/db/auth", "perform-opens-transactions"],
  ["lib/auth/sign-in/sign-in.ts", "@/db/scoped", "auth-through-its-door"],
  ["lib/ingest/record.ts", "@/db/scoped", "ingest-rules-through-their-door"],
  ["lib/kernel/env.ts", "@/lib/devices/list-devices", "kernel-stands-alone"],
  ["lib/access/scope.ts", "@/lib/operation/perform", "access-stands-low"],
  ["lib/groups/reach.ts", "@/lib/devices/list-devices", "nouns-keep-apart"],
  ["ingest/main.ts", "@/db/scoped", "ingest-is-a-road"],
  ["worker/main.ts", "@/db/scoped", "worker-comes-later"],
  ["db/migrate.ts", "@/lib/devices/list-devices", "db-stands-low"],
  ["e2e/sign-in.spec.ts", "@/lib/auth/sign-in/sign-in", "e2e-is-a-user"],
  ["lib/devices/outside.ts", "@/scripts/step", "nothing-runs-the-outside"],
  ["lib/devices/from-test.ts", "@/lib/devices/any.test", "tests-are-ends"],
];

/** What is allowed beside it, so that a rule that forbids everything does not pass. */
const harmless: [file: string, imports: string][] = [
  ["lib/cycle/b.ts", 'import "./a";'],
  ["db/pools.ts", ""],
  ["db/scoped.ts", ""],
  ["db/auth.ts", ""],
  ["scripts/step.ts", ""],
  ["lib/devices/any.test.ts", 'import "@/db/scoped";'],
  ["lib/devices/typed.ts", 'import type { Db } from "@/db/scoped"; export type T = Db;'],
  ["lib/devices/public.ts", "export {};"],
  ["lib/groups/fine.ts", 'import "@/lib/devices/public"; import "@/lib/kernel/id";'],
  ["lib/kernel/id.ts", ""],
  ["app/fine.ts", 'import "@/lib/operation/ask"; import "@/components/list";'],
  ["lib/operation/ask.ts", 'import "@/lib/operation/perform";'],
];

interface Report {
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

function violations(): Report["summary"]["violations"] {
  const write = (file: string, text: string) => {
    mkdirSync(join(scratch, dirname(file)), { recursive: true });
    writeFileSync(join(scratch, file), text);
  };
  for (const [file, imports] of planted) write(file, `import "${imports}";\n`);
  for (const [file, text] of harmless) write(file, text);
  symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"));
  const bin = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [bin, "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: scratch, encoding: "utf8", maxBuffer: 1e8 });
  return (JSON.parse(stdout) as Report).summary.violations;
}

test("each import rule catches the import it is there for", () => {
  const found = violations();
  const caught = new Set(found.map(({ from, rule }) => `${from} ${rule.name}`));
  expect(
    planted.map(([file, , rule]) => `${file} ${rule}`).filter((expected) => !caught.has(expected)),
  ).toEqual([]);
  expect(
    found
      .map(({ from }) => from)
      .filter((file) => harmless.some(([name]) => name === file && name !== "lib/cycle/b.ts")),
  ).toEqual([]);
  expect(planted.map(([, , rule]) => rule).sort()).toEqual(
    (rules.forbidden ?? []).map(({ name }) => name).sort(),
  );
});
