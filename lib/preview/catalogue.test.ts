import { describe, expect, it } from "vitest";
import { discoverOperations } from "@/db/testing/matrix/discover";
import { isPermission } from "@/lib/access/permissions";
import { apiOperations } from "@/lib/preview/api-operations";
import { buttons } from "@/lib/preview/buttons";

const routes = import.meta.glob<string>("/app/api/accounts/[[]account[]]/**/route.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What the worker does on somebody's behalf, after a button that is told of. */
const byTheWorker = (name: string) => name.startsWith("bulk.do_") || name === "device.import";

const line = (each: { operation: string; permission: string }, at = "") =>
  `${at} ${each.operation} needs ${each.permission}`;

describe("what a preview tells of", () => {
  it("is every command there is, by the permission that decides it", async () => {
    const commands = (await discoverOperations()).flatMap(({ operation }) =>
      operation.kind === "command" && isPermission(operation.permission) && !byTheWorker(operation.name)
        ? [line({ operation: operation.name, permission: operation.permission })]
        : [],
    );
    expect(buttons.map((button) => line(button)).sort()).toEqual(commands.sort());
  });

  it("is every route of the API, by the permission of the operation behind it", async () => {
    const operations = new Map<string, { name: string; permission: string }>();
    for (const { path, operation } of await discoverOperations()) {
      const module = (await import(/* @vite-ignore */ path)) as Record<string, unknown>;
      for (const [name, value] of Object.entries(module))
        if (value === operation) operations.set(name, operation);
    }
    const found = Object.entries(routes).flatMap(([file, source]) => {
      const path = file.replace("/app/api/accounts/[account]", "").replace("/route.ts", "");
      const [, name = ""] = /export const (?:GET|POST) = respond\w*\(\s*(\w+)/.exec(source) ?? [];
      const operation = operations.get(name);
      return operation && isPermission(operation.permission)
        ? [line({ operation: operation.name, permission: operation.permission }, path)]
        : name
          ? [`${path} ${name}`]
          : [];
    });
    const own = ["/access access.own needs membership"];
    expect(apiOperations.map((each) => line(each, each.path)).sort()).toEqual(
      found.filter((each) => !own.includes(each) && !each.startsWith("/access ")).sort(),
    );
  });
});
