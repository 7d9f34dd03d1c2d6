import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * The process that holds `file`, or undefined.
 *
 * @param {string} file
 * @returns {number | undefined}
 */
export function holder(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return pid > 0 && isRunning(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes `file` for this process, or returns false when a living process has it.
 *
 * @param {string} file
 * @returns {boolean}
 */
export function tryTake(file) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A link appears with its content or not at all, so nobody reads a half-written lock.
        linkSync(mine, file);
        return true;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
        if (holder(file) !== undefined) return holder(file) === process.pid;
        clearStale(file);
      }
    }
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead process's lock away, and puts it back if somebody took it in between. */
function clearStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (holder(aside) !== undefined) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} file */
export function release(file) {
  if (holder(file) === process.pid) rmSync(file, { force: true });
}

/**
 * Runs `work` while no other process does that takes the same `file`.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(file, work) {
  while (!tryTake(file)) await sleep(200);
  try {
    return await work();
  } finally {
    release(file);
  }
}
