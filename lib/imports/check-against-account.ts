import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import { type IdentifierName, identifierWords } from "@/lib/devices/public";
import { findUnfillable } from "@/lib/groups/public";
import { type CheckedDevice, type ImportProblem, uniqueIdentifiers } from "@/lib/imports/check-rows";
import { columnWords } from "@/lib/imports/columns";

const perStatement = 10_000;
/** Of the groups of one row that cannot be used, so many are told. */
const toldPerRow = 10;
const columns = { iccid: "iccid", imsi: "imsi", msisdn: "msisdn", devEui: "dev_eui" } as const;

/** Identifiers that the account's devices already have. */
export async function takenIdentifiers(
  db: AccountReader,
  accountId: string,
  devices: readonly CheckedDevice[],
): Promise<ImportProblem[]> {
  const problems: ImportProblem[] = [];
  for (const name of uniqueIdentifiers) {
    const holders = devices.filter((device) => device.identifiers[name] !== null);
    for (let start = 0; start < holders.length; start += perStatement) {
      const some = holders.slice(start, start + perStatement);
      const rows = await db
        .selectFrom("device")
        .where("account_id", "=", accountId)
        .where(
          sql<boolean>`${sql.ref(columns[name])} = any(${some.map((device) => device.identifiers[name])}::text[])`,
        )
        .select(sql<string>`${sql.ref(columns[name])}`.as("value"))
        .execute();
      const taken = new Set(rows.map((row) => row.value));
      for (const device of some)
        if (taken.has(device.identifiers[name] ?? "")) problems.push(isTaken(device, name));
    }
  }
  return problems;
}

const isTaken = (device: CheckedDevice, name: IdentifierName): ImportProblem => ({
  line: device.line,
  field: columnWords[name],
  value: device.identifiers[name] ?? "",
  problem: `A device of this account has this ${identifierWords[name]} already.`,
});

/** The numbers of the groups that are named, kept from being deleted, and the rows that name one which is not there or not the actor's to fill. */
export async function findGroups(
  db: AccountDb,
  actor: Member,
  now: Date,
  devices: readonly CheckedDevice[],
): Promise<{ numbers: Map<string, number>; problems: ImportProblem[] }> {
  const names = [...new Set(devices.flatMap((device) => device.groupNames))];
  const rows = await db
    .selectFrom("device_group")
    .where("account_id", "=", actor.account.id)
    .where(sql<boolean>`name_key = any(array(select lower(name) from unnest(${names}::text[]) name))`)
    .select(["group_no", "name", "rule_words"])
    .forKeyShare()
    .execute();
  const found = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  const assignable = actor.scopes.get("group.assign");
  const numbers = new Map<string, number>();
  const refused = new Map<string, string>();
  const mine = rows.flatMap(({ group_no: no, name }) => (covers(assignable, [no]) ? [{ no, name }] : []));
  const unfillable = new Map(
    (await findUnfillable({ db, actor, now }, mine)).map(({ no, words }) => [no, words]),
  );
  for (const name of names) {
    const group = found.get(name.toLowerCase());
    const no = group?.group_no;
    const words = unfillable.get(no ?? -1);
    if (no !== undefined && covers(assignable, [no])) {
      if (group?.rule_words) refused.set(name, "This group fills itself by its rule. Leave it out.");
      else if (words) refused.set(name, words);
      else numbers.set(name, no);
    } else if (no !== undefined && covers(actor.scopes.get("group.view"), [no]))
      refused.set(name, "You may not put devices into this group.");
    else refused.set(name, `There is no group called ${name.slice(0, 80)}.`);
  }
  const problems = devices.flatMap((device) =>
    device.groupNames
      .flatMap((name) => {
        const problem = refused.get(name);
        return problem
          ? [{ line: device.line, field: columnWords.groups, value: name.slice(0, 200), problem }]
          : [];
      })
      .slice(0, toldPerRow),
  );
  return { numbers, problems };
}
