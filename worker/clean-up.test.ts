import { expect, it } from "vitest";
import { asSuperuser } from "@/db/testing/estate";
import { checkHealth } from "@/lib/health/check-health";
import { beat, stopBeating } from "@/worker/beat";
import { cleanUp } from "@/worker/clean-up";

it("removes what ended long ago and nothing that is in use", async () => {
  await asSuperuser(
    "insert into app_user (id, email, name) values (gen_random_uuid(), 'a@example.test', 'A')",
  );
  const session = (expires: string, revoked: string) =>
    asSuperuser(
      `insert into session (id, token_hash, user_id, expires_at, complete, revoked_at)
       select gen_random_uuid(), gen_random_uuid()::text::bytea, id, now() + $1::interval, true, now() + $2::interval from app_user`,
      [expires, revoked || null],
    );
  await session("2 hours", "");
  await session("2 hours", "-1 hour");
  await session("-2 days", "");
  await session("2 hours", "-2 days");
  for (const [subject, age] of [
    ["address:192.0.2.1", "2 hours"],
    ["address:192.0.2.2", "2 days"],
    ["email:x", "2 days"],
    ["email:y", "100 days"],
  ])
    await asSuperuser(
      "insert into sign_in_throttle (subject, failures, last_failure_at) values ($1, 3, now() - $2::interval)",
      [subject, age],
    );
  await cleanUp();
  const [left] = await asSuperuser<{ n: number }>("select count(*)::int as n from session");
  expect(left?.n).toBe(2);
  expect(await asSuperuser("select subject from sign_in_throttle order by subject")).toEqual([
    { subject: "address:192.0.2.1" },
    { subject: "email:x" },
  ]);
});

it("is healthy only with a worker that was heard, and a schema that is this code's", async () => {
  expect(await checkHealth()).toMatchObject({
    ok: false,
    database: "answers",
    worker: "has not been heard yet",
  });
  await beat();
  expect(await checkHealth()).toEqual({
    ok: true,
    database: "answers",
    migrations: "applied",
    worker: "works",
  });
  await asSuperuser("update worker_heartbeat set heard_at = now() - interval '31 seconds'");
  expect(await checkHealth()).toMatchObject({
    ok: false,
    worker: expect.stringMatching(/^was last heard 3\d s ago$/),
  });
  await beat();
  await asSuperuser("delete from kysely_migration where name = (select max(name) from kysely_migration)");
  expect(await checkHealth()).toMatchObject({
    ok: false,
    migrations: expect.stringContaining("1 not applied"),
  });
  await stopBeating();
});
