import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discoverOperations } from "@/db/testing/matrix/discover";
import type { Made } from "@/db/testing/matrix/makers";
import type { Row } from "@/db/testing/matrix/row";
import { rows } from "@/db/testing/matrix/rows";
import { type ActorKind, makeWorld, type Place, type World } from "@/db/testing/matrix/world";
import { superuserClient } from "@/db/testing/superuser";
import type { Actor } from "@/lib/access/actor";
import {
  isElevated,
  ownMembership,
  type Permission,
  type ProviderPermission,
  permissions,
  providerPermissions,
} from "@/lib/access/permissions";
import { auditActions } from "@/lib/audit/actions";
import { newId } from "@/lib/kernel/id";
import { viewingPermission } from "@/lib/operation/nouns";
import { perform } from "@/lib/operation/perform";

type Where = Place["name"] | "nowhere";
type Assignment = Record<string, Where>;

interface Cell {
  actor: ActorKind;
  at: Assignment;
  /** the answers there may be; several only where more than one part is out of reach */
  expected: Set<string>;
  recorded: boolean;
}

const actorKinds: ActorKind[] = [
  "anonymous",
  "half_signed_in",
  "waiting_for_enrolment",
  "stranger",
  "foreign_administrator_here",
  "provider_without",
  "provider",
  "member_without",
  "member_with",
  "member_elsewhere",
  "member_elsewhere_seeing",
  "administrator",
  "administrator_outside",
  "administrator_stale",
  "administrator_seeing",
  "provider_stale",
  "foreign_administrator",
];

/** Answers to somebody who is not yet, or no longer surely, who they say: nothing was attempted that a log would tell of. */
const unrecorded = new Set([
  "unauthenticated",
  "incomplete_sign_in",
  "enrolment_required",
  "step_up_required",
  "conflict",
]);

/** Where an actor holds the permission, or the answer for who holds it nowhere. This is the whole rule, and it is written once. */
function reachOf(
  kind: ActorKind,
  { operation: { permission, kind: does }, holdsAll, always }: Pick<Row, "operation" | "holdsAll" | "always">,
): Where[] | string {
  if (kind === "anonymous") return "unauthenticated";
  if (kind === "half_signed_in") return "incomplete_sign_in";
  if (kind === "waiting_for_enrolment") return "enrolment_required";
  // who looks as somebody else does nothing at all, whatever either of them holds
  if (kind === "administrator_seeing" && does !== "query" && !permission.startsWith("provider."))
    return "read_only_view";
  if (permission === ownMembership) {
    const reach = ownReach(kind, holdsAll);
    return always && Array.isArray(reach) ? always : reach;
  }
  const elevated = does === "command" && isElevated(permission as Permission | ProviderPermission);
  if (permission.startsWith("provider.")) {
    if (kind === "provider_stale" && elevated) return "step_up_required";
    return kind === "provider" || kind === "provider_stale" ? ["own", "other", "foreign"] : "not_found";
  }
  const limited =
    permissions[permission as Permission].scope === "account" ? "forbidden" : (["other"] as Where[]);
  const reach: Partial<Record<ActorKind, Where[] | string>> = {
    member_without: "forbidden",
    member_with: ["own", "other"],
    member_elsewhere: limited,
    member_elsewhere_seeing: limited,
    administrator: ["own", "other"],
    administrator_outside: "outside_addresses",
    administrator_stale: elevated ? "step_up_required" : ["own", "other"],
    administrator_seeing: limited,
    foreign_administrator: ["foreign"],
  };
  return reach[kind] ?? "not_found";
}

/** About their own membership every member may ask, whatever they hold. */
function ownReach(kind: ActorKind, holdsAll: Row["holdsAll"]): Where[] | string {
  if (kind === "administrator_outside") return "outside_addresses";
  if (kind.startsWith("member_") || kind === "administrator_seeing") return ["own", "other"];
  if (kind === "foreign_administrator") return holdsAll ?? ["foreign"];
  if (kind === "administrator" || kind === "administrator_stale") return holdsAll ?? ["own", "other"];
  return "not_found";
}

/** Holds the permission in the other group only. */
const isLimited = (kind: ActorKind) => kind.startsWith("member_elsewhere") || kind === "administrator_seeing";

/** All parts of the input in one place, and then each part by itself in another. */
function assignments(row: Row, kind: ActorKind): Assignment[] {
  const names = Object.keys(row.targets);
  const base: Where = kind === "foreign_administrator" ? "foreign" : isLimited(kind) ? "other" : "own";
  const everywhere = ["own", "other", "foreign", "nowhere"] as const;
  if (names.length === 0) return [{}];
  const together = everywhere.map((where) => Object.fromEntries(names.map((name) => [name, where])));
  const apart = names.flatMap((name) =>
    everywhere.map((where) => ({ ...Object.fromEntries(names.map((each) => [each, base])), [name]: where })),
  );
  return [...new Map([...together, ...apart].map((at) => [JSON.stringify(at), at])).values()];
}

function cellsOf(row: Row): Cell[] {
  return actorKinds.flatMap((actor) =>
    assignments(row, actor).map((at): Cell => {
      const reach = reachOf(actor, row);
      if (typeof reach === "string")
        return {
          actor,
          at,
          expected: new Set([reach]),
          recorded: !unrecorded.has(reach),
        };
      const limited = isLimited(actor);
      const outside = Object.entries(row.targets).filter(
        ([name, maker]) => !reach.includes(at[name] as Where) || (limited && !maker.grouped),
      );
      const seen = outside.some(
        ([name, { noun }]) =>
          actor === "member_elsewhere_seeing" &&
          (at[name] === "own" || at[name] === "other") &&
          noun !== null &&
          viewingPermission[noun] !== row.operation.permission,
      );
      const answers = outside.map(([name]) => row.absent[name] ?? "not_found");
      const code = answers.map((answer) => (seen && answer === "not_found" ? "forbidden" : answer));
      return {
        actor,
        at,
        expected: new Set(
          code.length === 0 ? [row.nobodys ?? "ok"] : code.map((each) => (each === "reported" ? "ok" : each)),
        ),
        recorded: code.includes("forbidden"),
      };
    }),
  );
}

/** In whose name the activity log tells of an actor. */
const recordedAs = (actor: Exclude<Actor, { kind: "anonymous" }>) =>
  (actor.kind === "member" && actor.seer) || actor;

/** Of the same shape, and nobody's. */
function elsewhere(made: Made): Made {
  const other = (value: unknown) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(String(value)) ? newId() : value);
  const changed = Object.fromEntries(Object.entries(made).map(([key, value]) => [key, other(value)])) as Made;
  return { ...changed, iccid: "8900000000000000000" };
}

describe("the authorization matrix", () => {
  let world: World;
  let client: Client;
  beforeAll(async () => {
    client = await superuserClient();
    world = await makeWorld();
  });
  afterAll(() => client.end());

  it("has a row for every operation, and an operation for every row", async () => {
    const found = await discoverOperations();
    const declared = new Set(rows.map((row) => row.operation));
    const missing = found.filter(({ operation }) => !declared.has(operation));
    expect(
      missing.map(
        ({ path, operation }) => `${operation.name} of ${path} is not in db/testing/matrix/rows.ts`,
      ),
    ).toEqual([]);
    expect(found.length).toBe(rows.length);
  });

  it("knows operations by words of the vocabulary, each by its own", () => {
    const names = rows.map((row) => row.operation.name);
    expect(names).toEqual([...new Set(names)]);
    for (const { name, permission } of rows.map((row) => row.operation)) {
      expect(name).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
      expect(
        permission in permissions || permission in providerPermissions || permission === ownMembership,
        `${name} needs ${permission}`,
      ).toBe(true);
    }
  });

  /** Everything that could have been changed, in one line. What was refused is told apart. */
  async function digest(): Promise<string> {
    const tables = await client.query<{ name: string }>(`
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and not c.relispartition and (n.nspname = 'public' or c.relname = 'job_common') order by 1`);
    const parts = tables.rows.map(({ name }) => {
      const done = /\.(audit|platform)_event$/.test(name) ? "where outcome <> 'refused'" : "";
      return `select '${name}' as name, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from ${name} t ${done}`;
    });
    return JSON.stringify((await client.query(`${parts.join(" union all ")} order by name`)).rows);
  }

  async function countRecords(actor: Actor, operation: string, outcome: "refused" | "done"): Promise<number> {
    if (actor.kind === "anonymous") return 0;
    const { userId } = recordedAs(actor);
    const { rows: counted } = await client.query<{ n: string }>(
      `select (select count(*) from audit_event where actor_id = $1 and operation = $2 and outcome = $3)
            + (select count(*) from platform_event where actor_id = $1 and detail->>'operation' = $2 and outcome = $3) as n`,
      [userId, operation, outcome],
    );
    return Number(counted[0]?.n);
  }

  async function makeTargets(row: Row, at: Assignment): Promise<Record<string, Made>> {
    const made: Record<string, Made> = {};
    for (const [name, maker] of Object.entries(row.targets)) {
      const where = at[name] as Where;
      made[name] =
        where === "nowhere"
          ? elsewhere(await maker.make(world.places.own))
          : await maker.make(world.places[where]);
    }
    return made;
  }

  async function attempt(
    row: Row,
    actor: Actor,
    made: Record<string, Made>,
  ): Promise<{ code: string; answer: string }> {
    const input = row.input(made);
    try {
      const output = await perform(actor, row.operation, input as never);
      return { code: "ok", answer: JSON.stringify(output) ?? "" };
    } catch (error) {
      const { code, message, fields } = error as { code?: string; message: string; fields?: unknown };
      return { code: code ?? message, answer: JSON.stringify({ code, message, fields }) };
    }
  }

  /** What was given in comes back as itself; what is left must be the same for what is another's and what is nowhere. */
  const withoutTargets = (answer: string, made: Record<string, Made>) =>
    Object.values(made)
      .flatMap((each) => Object.values(each))
      .filter((value): value is string => typeof value === "string")
      .reduce((text, value) => text.replaceAll(value, "·"), answer);

  describe.each(rows.map((row) => [row.operation.name, row] as const))("%s", (name, row) => {
    it("answers everybody as permission and scope say, changes nothing when it refuses, and betrays nothing", async () => {
      const cells = cellsOf(row);
      const problems: string[] = [];
      const expectRecords = new Map<Actor, number>();
      const answers = new Map<string, Map<string, string[]>>();

      async function run(cell: Cell, made: Record<string, Made>) {
        const actor = await world.actor(cell.actor, row.operation.permission, row.besides);
        const { code, answer } = await attempt(row, actor, made);
        const says = `${cell.actor} ${JSON.stringify(cell.at)}`;
        if (!cell.expected.has(code))
          problems.push(`${says}: ${[...cell.expected].join(" or ")} expected, got ${answer}`);
        if (cell.recorded) expectRecords.set(actor, (expectRecords.get(actor) ?? 0) + 1);
        const plain = withoutTargets(answer, made);
        for (const canary of canariesOutOfReach(cell.actor, row))
          if (plain.includes(canary))
            problems.push(`${says}: ${canary} is in the answer: ${answer.slice(0, 300)}`);
        for (const [part, where] of Object.entries(cell.at)) {
          const hidden = where === "nowhere" || where === hiddenFrom(cell.actor, row);
          if (!hidden) continue;
          const rest = JSON.stringify({ ...cell.at, [part]: "·" });
          const alike = answers.get(`${cell.actor} ${rest}`) ?? new Map<string, string[]>();
          alike.set(plain, [...(alike.get(plain) ?? []), where]);
          answers.set(`${cell.actor} ${rest}`, alike);
        }
      }

      const refused = cells.filter((cell) => !cell.expected.has("ok"));
      const prepared: [Cell, Record<string, Made>][] = [];
      const shared = new Map<string, Record<string, Made>>();
      for (const cell of refused) {
        const key = JSON.stringify(cell.at);
        const made = shared.get(key) ?? (await makeTargets(row, cell.at));
        shared.set(key, made);
        prepared.push([cell, made]);
        await world.actor(cell.actor, row.operation.permission, row.besides);
      }
      const before = await digest();
      for (const [cell, made] of prepared) await run(cell, made);
      expect(await digest(), "a refused attempt changed something").toBe(before);

      for (const cell of cells.filter(({ expected }) => expected.has("ok"))) {
        const actor = await world.actor(cell.actor, row.operation.permission, row.besides);
        const made = await makeTargets(row, cell.at);
        await row.prepare?.(made, actor);
        const doneBefore = await countRecords(actor, name, "done");
        await run(cell, made);
        const recorded = (await countRecords(actor, name, "done")) - doneBefore;
        if (row.operation.kind === "query" && recorded > 0)
          problems.push(`${cell.actor}: a query was recorded as done`);
        const reported = Object.values(row.absent).includes("reported");
        if (
          row.operation.kind === "command" &&
          recorded === 0 &&
          !reported &&
          !row.operation.permission.startsWith("provider.")
        )
          problems.push(`${cell.actor} ${JSON.stringify(cell.at)}: what was done was not recorded`);
      }
      // one person may be two kinds of actor, here and at home
      const perPerson = Map.groupBy(expectRecords, ([actor]) =>
        actor.kind === "anonymous" ? "" : recordedAs(actor).userId,
      );
      for (const [userId, counts] of perPerson) {
        const expected = counts.reduce((sum, [, count]) => sum + count, 0);
        const [actor] = counts[0] ?? [];
        const actual = actor ? await countRecords(actor, name, "refused") : 0;
        if (actual !== expected)
          problems.push(`${actor?.kind} ${userId}: ${expected} refusals, ${actual} of them recorded`);
      }
      for (const [who, alike] of answers)
        if (alike.size > 1) problems.push(`${who}: answers differ: ${JSON.stringify([...alike])}`);
      const { rows: unknown } = await client.query(
        "select distinct action from audit_event where action <> all($1) union select distinct action from platform_event where action <> all($1)",
        [Object.keys(auditActions)],
      );
      problems.push(...unknown.map(({ action }) => `the action ${action} is not in the vocabulary`));
      expect(problems).toEqual([]);
    }, 120_000);
  });

  /** The place that must look to this actor as if it were not there. */
  function hiddenFrom(kind: ActorKind, row: Row): Where {
    if (row.operation.permission.startsWith("provider.")) return "nowhere";
    const reach = reachOf(kind, row);
    return Array.isArray(reach) && reach.includes("foreign") ? "own" : "foreign";
  }

  function canariesOutOfReach(kind: ActorKind, row: Row): string[] {
    const reach = reachOf(kind, row);
    if (row.operation.permission.startsWith("provider.") && kind.startsWith("provider")) return [];
    const sees = typeof reach === "string" ? [] : reach;
    if (kind === "member_elsewhere_seeing") return ["foreign-canary"];
    return (["own", "other", "foreign"] as const)
      .filter((where) => !sees.includes(where))
      .map((where) => `${where}-canary`);
  }
});
