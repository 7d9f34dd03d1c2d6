import type { AnyOperation } from "@/db/testing/matrix/row";

const sources = import.meta.glob<string>(
  ["/lib/**/*.ts", "!/lib/**/*.test.ts", "!/lib/**/does-not-compile/**"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);
const modules = import.meta.glob<Record<string, unknown>>([
  "/lib/**/*.ts",
  "!/lib/**/*.test.ts",
  "!/lib/**/does-not-compile/**",
]);

/** Every operation that lib exports, by looking at what its modules really export. */
export async function discoverOperations(): Promise<{ path: string; operation: AnyOperation }[]> {
  const found: { path: string; operation: AnyOperation }[] = [];
  for (const [path, load] of Object.entries(modules)) {
    if (!/\b(command|query|preview)(<[^>]*>)?\(/.test(sources[path] ?? "")) continue;
    for (const value of Object.values(await load()))
      if (isOperation(value)) found.push({ path, operation: value });
  }
  return found;
}

function isOperation(value: unknown): value is AnyOperation {
  const { kind, permission, run } = (value ?? {}) as Partial<AnyOperation>;
  return (
    (kind === "query" || kind === "command" || kind === "preview") &&
    typeof permission === "string" &&
    typeof run === "function"
  );
}
