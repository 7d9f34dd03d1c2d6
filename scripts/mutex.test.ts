import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { holder, release, tryTake } from "./mutex.mjs";

const folder = mkdtempSync(join(tmpdir(), "cordon-mutex-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that adds one to a number, slowly, under the lock. */
const adder = `
  import { readFileSync, writeFileSync } from "node:fs";
  import { setTimeout as sleep } from "node:timers/promises";
  import { exclusively } from ${JSON.stringify(join(import.meta.dirname, "mutex.mjs"))};
  const [lock, file] = process.argv.slice(-2);
  await exclusively(lock, async () => {
    const before = Number(readFileSync(file, "utf8"));
    await sleep(20);
    writeFileSync(file, String(before + 1));
  });`;

test("processes started at the same time take turns", async () => {
  const [lock, file] = [join(folder, "turns.lock"), join(folder, "number")];
  writeFileSync(file, "0");
  writeFileSync(lock, "999999999");
  const runs = Array.from({ length: 6 }, () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", adder, "--", lock, file]);
    return new Promise((resolve) => child.once("exit", resolve));
  });
  expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readFileSync(file, "utf8")).toBe("6");
});

test("a living process keeps its lock, a dead one loses it", () => {
  const lock = join(folder, "one.lock");
  writeFileSync(lock, String(process.ppid));
  expect(tryTake(lock)).toBe(false);
  writeFileSync(lock, "999999999");
  expect(tryTake(lock)).toBe(true);
  expect(holder(lock)).toBe(process.pid);
  release(lock);
  expect(holder(lock)).toBeUndefined();
});
