import pg, { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asSuperuser, makeAdministrator, makeMember } from "@/db/testing/estate";
import { fillSession } from "@/db/testing/fill-seeing";
import { fillLargeAccount, makeLargeAccount } from "@/db/testing/large-account";
import type { Made } from "@/db/testing/matrix/makers";
import type { Row } from "@/db/testing/matrix/row";
import { rows } from "@/db/testing/matrix/rows";
import type { Place } from "@/db/testing/matrix/world";
import type { Member } from "@/lib/access/actor";
import { allPermissions } from "@/lib/access/permissions";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";

/** Tables of fewer rows may be read whole. */
const few = 3_000;

interface Statement {
  role: string;
  opening: string;
  text: string;
  values: unknown[];
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

const scansOf = (node: PlanNode): string[] => [
  ...(node["Node Type"] === "Seq Scan" && node["Relation Name"] ? [node["Relation Name"]] : []),
  ...(node.Plans ?? []).flatMap(scansOf),
];

/** Other ways of asking that choose other statements. */
const variants: Record<string, object[]> = {
  "device.list": [
    {},
    { q: "meter 00" },
    { q: "8900000000000000" },
    { state: "active" },
    { state: "active,suspended", kind: "cellular" },
    { online: true },
    { sort: "newest" },
    { direction: "desc" },
    { sort: "newest", direction: "asc", state: "in_stock" },
  ],
  "device.count": [{}, { q: "meter 00" }, { state: "active" }, { online: false, kind: "lorawan" }],
  "device.search": [{ q: "" }, { q: "meter 000001" }, { q: "9010000000" }],
  "group.list": [{ search: "00" }],
  "group.list_grantable": [{ search: "00" }],
  "member.list": [{ search: "person 1" }, { status: "active" }, { status: "ended" }, { status: "invited" }],
  "matrix.get": [{ by: "roles" }, { search: "person 1" }, { elevated: "1" }],
  "audit.list": [
    { action: "device.edited" },
    { outcome: "refused" },
    { actor: "00000000-0000-4000-8000-000000000000" },
    { target: "x" },
    { within: "1d" },
    { outcome: "done", targetKind: "device" },
  ],
};

/** What asks about every device there is, because that is its question: which of them a rule would take in. */
const aboutEveryDevice = new Set(["group.preview_rule"]);

describe("on an account of 60,000 devices in 400 groups", () => {
  let place: Place;
  let actors: Record<string, Member>;
  let large: Set<string>;
  const explainers = new Map<string, Client>();

  beforeAll(async () => {
    const account = await makeLargeAccount("large", 60_000, 400);
    await fillLargeAccount(account);
    await fillLargeAccount(await makeLargeAccount("large-too", 60_000, 400));
    for (let others = 0; others < 8; others += 1)
      await fillLargeAccount(await makeLargeAccount(`large-${others}`, 0, 100));
    const boss = await makeAdministrator(account);
    const administrator = { ...boss, sessionId: await fillSession(boss.userId) };
    const limited = async (groups: number) => {
      const numbers = Array.from({ length: groups }, (_, index) => index + 1);
      const { account: of, userId } = await makeMember(account, allPermissions, numbers);
      const actor = await resolveMemberById(of.id, userId);
      if (!actor) throw new Error("not a member");
      return actor;
    };
    actors = { administrator, "of 3 groups": await limited(3), "of 300 groups": await limited(300) };
    const [group] = await asSuperuser<{ id: string; no: number }>(
      "select id, group_no as no from device_group where account_id = $1 and group_no = 2",
      [account.id],
    );
    if (!group) throw new Error("no group");
    place = { name: "own", account, group, canary: "own", administrator };
    await asSuperuser("vacuum analyze");
    const tables = await asSuperuser<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.reltuples > $1
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id')`,
      [few],
    );
    large = new Set(tables.map(({ name }) => name));
  }, 240_000);
  afterAll(() => Promise.all([...explainers.values()].map((client) => client.end())));

  it("has enough in the tables for a plan to matter", () => {
    for (const name of [
      "device",
      "device_group_member",
      "data_session",
      "usage_hour",
      "audit_event",
      "membership",
    ])
      expect(large).toContain(name);
  });

  /** The statements an operation sends in its own transaction, as the role it sends them as. */
  async function statementsOf(actor: Member, row: Row, input: unknown): Promise<Statement[]> {
    const sent: Statement[] = [];
    const openings = new WeakMap<object, string>();
    const original = pg.Client.prototype.query;
    const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      const [query] = args;
      if (typeof query === "string" && query.startsWith("begin")) openings.set(this, query);
      const opening = openings.get(this);
      const { text, values } = (query ?? {}) as { text?: string; values?: unknown[] };
      if (opening && typeof text === "string")
        sent.push({ role: this.user ?? "", opening, text, values: values ?? [] });
      return original.apply(this, args as never) as never;
    });
    try {
      await perform(actor, row.operation, input as never).catch((error: { code?: string }) => {
        // a permission for the whole account only, a colleague's work, or what is held already
        if (!["forbidden", "not_found", "conflict"].includes(error.code ?? "")) throw error;
      });
    } finally {
      spy.mockRestore();
    }
    return sent;
  }

  async function explain({ role, opening, text, values }: Statement): Promise<string[]> {
    if (!/^\s*\(?(select|with|insert|update|delete)\b/i.test(text)) return [];
    let client = explainers.get(role);
    if (!client) {
      const url = new URL(process.env.WEB_DATABASE_URL ?? "");
      url.username = role;
      client = new Client({ connectionString: url.toString() });
      await client.connect();
      explainers.set(role, client);
    }
    try {
      await client.query(opening);
      const { rows: plan } = await client.query(`explain (format json) ${text}`, values);
      return scansOf(plan[0]["QUERY PLAN"][0].Plan).filter((table) => large.has(table));
    } finally {
      await client.query("rollback");
    }
  }

  const ofMembers = rows.filter(
    ({ operation }) => !operation.permission.startsWith("provider.") && !aboutEveryDevice.has(operation.name),
  );

  it.each(ofMembers.map((row) => [row.operation.name, row] as const))(
    "%s reads no large table from end to end",
    async (name, row) => {
      const found: string[] = [];
      for (const [who, actor] of Object.entries(actors)) {
        const inputs = [null, ...(variants[name] ?? [])];
        for (const variant of inputs) {
          const made: Record<string, Made> = {};
          for (const [part, maker] of Object.entries(row.targets)) made[part] = await maker.make(place);
          for (const statement of await statementsOf(actor, row, variant ?? row.input(made)).catch(
            (error) => {
              found.push(`${who}: ${error.message}`);
              return [];
            },
          ))
            for (const table of await explain(statement))
              found.push(
                `${who}, ${JSON.stringify(variant)}: ${table} in ${statement.text.replace(/\s+/g, " ").slice(0, 400)}`,
              );
        }
      }
      expect([...new Set(found)]).toEqual([]);
    },
    60_000,
  );
});
