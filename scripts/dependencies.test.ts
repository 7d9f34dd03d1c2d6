import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { isInstalled } from "./dependencies.mjs";

const root = mkdtempSync(join(tmpdir(), "cordon-dependencies-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b": { version: "2.0.0", dev: true },
  "node_modules/c-darwin": { version: "3.0.0", optional: true },
};
const { "node_modules/a": a, "node_modules/b": b } = wanted;

function install(packages: Record<string, object> | undefined): void {
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  mkdirSync(join(root, "node_modules"));
  if (packages) writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
}

beforeEach(() => writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: wanted })));

test("what the lock says is installed, without other platforms' packages", () => {
  install({ "node_modules/a": a, "node_modules/b": b });
  expect(isInstalled(root)).toBe(true);
});

test("another version, content, a missing or surplus package and a cut-off install are not", () => {
  install({ "node_modules/a": { ...a, version: "1.0.1" }, "node_modules/b": b });
  expect(isInstalled(root)).toBe(false);
  install({ "node_modules/a": { ...a, integrity: "sha512-x" }, "node_modules/b": b });
  expect(isInstalled(root)).toBe(false);
  install({ "node_modules/b": b });
  expect(isInstalled(root)).toBe(false);
  install({ "node_modules/a": a, "node_modules/b": b, "node_modules/z": a });
  expect(isInstalled(root)).toBe(false);
  install(undefined);
  expect(isInstalled(root)).toBe(false);
});

test("a server without development packages may start", () => {
  install({ "node_modules/a": a });
  expect(isInstalled(root)).toBe(false);
  expect(isInstalled(root, { production: true })).toBe(true);
});
