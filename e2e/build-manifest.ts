import { readFileSync } from "node:fs";
import { join } from "node:path";

const built = (file: string) =>
  JSON.parse(readFileSync(join(process.env.CORDON_DIST_DIR ?? ".next", file), "utf8"));

/** Every address the production build answers, with its parameters in brackets. */
export const routes = (): string[] => [
  ...new Set(Object.values(built("app-path-routes-manifest.json") as Record<string, string>)),
];

export interface ServerAction {
  id: string;
  file: string;
  name: string;
}

/** Every server action that can be called, by the id that anybody may learn. */
export function serverActions(): ServerAction[] {
  const { node, edge } = built("server/server-reference-manifest.json") as Record<
    "node" | "edge",
    Record<string, { filename: string; exportedName: string }>
  >;
  return Object.entries({ ...node, ...edge }).map(([id, { filename, exportedName }]) => ({
    id,
    file: filename,
    name: exportedName,
  }));
}

export const buildId = (): string =>
  readFileSync(join(process.env.CORDON_DIST_DIR ?? ".next", "BUILD_ID"), "utf8").trim();
