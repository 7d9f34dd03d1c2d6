import { Client, escapeLiteral } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FilledAccount, fillEveryTable } from "@/db/testing/fill-every-table";
import { superuserClient } from "@/db/testing/superuser";

interface Table {
  name: string;
  columns: string[];
}

const logins = ["cordon_web", "cordon_web_groups", "cordon_auth", "cordon_worker"];
const [refused, unknownSetting, notAUuid] = ["42501", "42704", "22P02"];

function as(login: string): Client {
  const url = new URL(
    (login === "cordon_worker" ? process.env.WORKER_DATABASE_URL : process.env.WEB_DATABASE_URL) ?? "",
  );
  url.username = login;
  return new Client({ connectionString: url.toString() });
}

/** Account tables, attacked by one account's own connection: what a statement that forgot its account would do. */
describe.each(logins)("%s, in the scope of account B", (login) => {
  let superuser: Client;
  let client: Client;
  let a: FilledAccount;
  let b: FilledAccount;
  let tables: Table[];

  beforeAll(async () => {
    superuser = await superuserClient();
    client = as(login);
    await client.connect();
    a = await fillEveryTable(`a-${login.replaceAll("_", "-")}`);
    b = await fillEveryTable(`b-${login.replaceAll("_", "-")}`);
    const { rows } = await superuser.query<Table>(`
      select t.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      group by t.table_name having bool_or(c.column_name = 'account_id') order by 1`);
    tables = rows;
  });
  afterAll(() => Promise.all([superuser.end(), client.end()]));

  /** The rows a statement touched, or the code of PostgreSQL's refusal; nothing it does stays. */
  async function attempt(
    sql: string,
    values: unknown[] = [],
    scoped = true,
  ): Promise<number | string | unknown[]> {
    const groups = login === "cordon_web" ? "*" : `,${b.group.no},`;
    await client.query("begin");
    try {
      if (scoped && login.startsWith("cordon_web"))
        await client.query(
          `select app_scope(${escapeLiteral(b.account.id)}, '${groups}', ${escapeLiteral(b.member.membershipId)})`,
        );
      const result = await client.query(sql, values);
      return result.command === "SELECT" ? result.rows : (result.rowCount ?? 0);
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.query("rollback");
    }
  }

  const may = async (table: string, privilege: string) =>
    (await superuser.query("select has_any_column_privilege($1, $2, $3) as may", [login, table, privilege]))
      .rows[0].may;
  const mayDelete = async (table: string) =>
    (await superuser.query("select has_table_privilege($1, $2, 'delete') as may", [login, table])).rows[0]
      .may;
  const countOf = async (table: string, account: FilledAccount) =>
    Number(
      (await superuser.query(`select count(*) from ${table} where account_id = $1`, [account.account.id]))
        .rows[0].count,
    );

  it("has every table filled for both accounts", async () => {
    for (const { name } of tables) {
      expect(
        await countOf(name, a),
        `${name} is empty: give it a row in db/testing/fill-every-table.ts`,
      ).toBeGreaterThan(0);
      expect(await countOf(name, b), name).toBeGreaterThan(0);
    }
    expect(tables.length).toBeGreaterThan(14);
  });

  it("fails without a scope, on a fresh connection and on one that had a scope before", async () => {
    const readable: boolean[] = [];
    for (const { name } of tables) readable.push(await may(name, "select"));
    const fresh = as(login);
    await fresh.connect();
    for (const [index, { name }] of tables.entries()) {
      const code = await fresh.query(`select account_id from ${name}`).then(
        (result) => result.rows,
        (error) => error.code,
      );
      expect(code, name).toBe(readable[index] ? unknownSetting : refused);
    }
    await fresh.end();
    await attempt("select 1");
    const hadOne = login.startsWith("cordon_web");
    for (const [index, { name }] of tables.entries())
      expect(await attempt(`select account_id from ${name}`, [], false), name).toBe(
        readable[index] ? (hadOne ? notAUuid : unknownSetting) : refused,
      );
  });

  it("sees all rows of its own and no row of another", async () => {
    for (const { name } of tables) {
      const rows = await attempt(`select account_id from ${name}`);
      if (!(await may(name, "select"))) expect(rows, name).toBe(refused);
      else {
        expect(rows, name).toHaveLength(await countOf(name, b));
        expect(new Set((rows as { account_id: string }[]).map((row) => row.account_id)), name).toEqual(
          new Set([b.account.id]),
        );
      }
    }
  });

  it("changes, moves and removes no row of another", async () => {
    for (const { name, columns } of tables) {
      for (const column of columns) {
        const granted = (
          await superuser.query("select has_column_privilege($1, $2, $3, 'update') as may", [
            login,
            name,
            column,
          ])
        ).rows[0].may;
        const touched = await attempt(`update ${name} set ${column} = ${column} where account_id = $1`, [
          a.account.id,
        ]);
        expect(touched, `${name}.${column}`).toBe(granted && column !== "account_id" ? 0 : refused);
      }
      expect(await attempt(`update ${name} set account_id = $1`, [a.account.id]), name).toBe(refused);
      expect(await attempt(`delete from ${name} where account_id = $1`, [a.account.id]), name).toBe(
        (await mayDelete(name)) ? 0 : refused,
      );
    }
  });

  it("adds no row to another, and empties nothing", async () => {
    for (const { name, columns } of tables) {
      const { rows } = await superuser.query(
        `select to_jsonb(t) as row from ${name} t where account_id = $1 limit 1`,
        [a.account.id],
      );
      const names = columns.join(", ");
      const insert = `insert into ${name} (${names}) select ${names} from jsonb_populate_record(null::${name}, $1)`;
      expect(await attempt(insert, [rows[0]?.row]), name).toBe(refused);
      expect(await attempt(`truncate ${name} cascade`), name).toBe(refused);
    }
  });
});
