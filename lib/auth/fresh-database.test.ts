import { expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";

// This file's database is what the migrations make, and nobody has written to it.

it("a fresh database has nobody in it, and no name and password that opens it", async () => {
  const tables = await asSuperuser<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'public' group by table_name`,
  );
  const ofPeople = tables.filter(({ columns }) =>
    columns.some((column) => ["user_id", "email", "membership_id", "token_hash"].includes(column)),
  );
  expect(ofPeople.length).toBeGreaterThan(12);
  for (const { name } of [...ofPeople, { name: "app_user" }, { name: "account" }])
    expect(await asSuperuser(`select 1 from "${name}" limit 1`), name).toEqual([]);
  for (const name of ["admin", "root", "sa", "cordon", "operator", "demo", "test"])
    for (const email of [name, `${name}@localhost`, `${name}@cordon.example`, `${name}@portal.test`])
      for (const password of [name, "admin", "password", "cordon", "changeme", "123456"])
        expect(await signInWithPassword({ email, password, address: null, userAgent: null })).toMatchObject({
          outcome: expect.stringMatching(/^(refused|throttled)$/),
        });
  expect(await asSuperuser("select 1 from session")).toEqual([]);
}, 120_000);

it("nothing is kept that reminds of a password or stands in for one: no hint, no question, no answer", async () => {
  const telling = await asSuperuser<{ at: string }>(
    `select table_name || '.' || column_name as at from information_schema.columns
     where table_schema = 'public' and column_name ~ 'hint|question|answer|remind|maiden|memorable|plain|clear'`,
  );
  // what somebody was told who asked for access, and when a member was last reminded to set up a second factor
  expect(telling.map(({ at }) => at).sort()).toEqual(["access_request.answer", "membership.reminded_at"]);
});
