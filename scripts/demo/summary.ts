import { relative } from "node:path";
import type { Seeded } from "../seed";
import { ROOT } from "../stack/child";

/** What is printed, and written to demo.json for scripts. */
export interface Demo {
  url: string;
  mailUrl: string;
  /** As the owner of the schema. */
  databaseUrl: string;
  ingestUrl: string;
  signIns: Seeded["signIns"];
  gateways: Seeded["gateways"];
  nases: Seeded["nases"];
}

export function summary(demo: Demo, logs: string, file: string): string {
  const rows = demo.signIns.map(({ email, password, role, account, authenticatorKey }) => [
    email,
    password,
    authenticatorKey ? `${role}, ${account}; authenticator key ${authenticatorKey}` : `${role}, ${account}`,
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map(
    (row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`,
  );
  return `
  Cordon      ${demo.url}
  Mail        ${demo.mailUrl}
  Ingest      ${demo.ingestUrl}
  Logs        ${relative(ROOT, logs)}
  For scripts ${relative(ROOT, file)}

  Sign in as (e-mail, password, role):
${table.join("\n")}

  Ctrl-C ends everything.
`;
}
