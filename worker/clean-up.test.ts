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
    ["factor:app:z", "100 days"],
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
    { subject: "factor:app:z" },
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

it("removes codes, challenges and secrets that nobody can use any more, and phones that nobody proved", async () => {
  const [{ id: user } = { id: "" }] = await asSuperuser<{ id: string }>(
    "insert into app_user (id, email, name) values (gen_random_uuid(), 'b@example.test', 'B') returning id",
  );
  const session = async () => {
    const [row] = await asSuperuser<{ id: string }>(
      `insert into session (id, token_hash, user_id, expires_at, complete)
       values (gen_random_uuid(), gen_random_uuid()::text::bytea, $1, now() + interval '1 hour', true) returning id`,
      [user],
    );
    return row?.id;
  };
  const phone = async (created: string, verified: string | null) => {
    const [row] = await asSuperuser<{ id: string }>(
      `insert into phone (id, user_id, number, last_digits, created_at, verified_at)
       values (gen_random_uuid(), $1, 'sealed', '78', now() + $2::interval, now() + $3::interval) returning id`,
      [user, created, verified],
    );
    return row?.id;
  };
  const proved = await phone("-9 days", "-9 days");
  const young = await phone("-1 hour", null);
  await phone("-2 days", null);
  for (const expires of ["5 minutes", "-2 days"]) {
    const of = await session();
    await asSuperuser(
      `insert into phone_code (id, session_id, user_id, phone_id, channel, hash, expires_at)
       values (gen_random_uuid(), $1, $2, $3, 'text', '', now() + $4::interval)`,
      [of, user, proved, expires],
    );
    await asSuperuser(
      "insert into totp_enrolment (session_id, user_id, secret, expires_at) values ($1, $2, 'sealed', now() + $3::interval)",
      [of, user, expires],
    );
    await asSuperuser(
      "insert into webauthn_challenge (challenge, purpose, expires_at) values ($1::text, 'sign_in', now() + $1::text::interval)",
      [expires],
    );
  }
  await cleanUp();
  for (const table of ["phone_code", "totp_enrolment", "webauthn_challenge"])
    expect(await asSuperuser(`select expires_at > now() as open from ${table}`), table).toEqual([
      { open: true },
    ]);
  expect((await asSuperuser<{ id: string }>("select id from phone")).map(({ id }) => id).toSorted()).toEqual(
    [proved, young].toSorted(),
  );
});
