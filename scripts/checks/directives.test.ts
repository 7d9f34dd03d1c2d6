import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

function sources(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
}

const withDirective = (directive: string) =>
  ["app", "components", "lib", "db", "ingest", "worker"].flatMap(sources).filter((file) => {
    const lines = readFileSync(join(root, file), "utf8").split("\n");
    return lines.some((line) => new RegExp(`^\\s*["']${directive}["'];?\\s*$`).test(line));
  });

test('"use server" stands only in app/**/actions.ts', () => {
  const elsewhere = withDirective("use server").filter((file) => !/^app\/(.*\/)?actions\.ts$/.test(file));
  expect(elsewhere).toEqual([]);
});

test('"use client" stands only in components and app', () => {
  expect(withDirective("use client").filter((file) => !/^(app|components)\//.test(file))).toEqual([]);
});
