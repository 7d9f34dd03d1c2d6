import { expect, it } from "vitest";
import { z } from "zod";
import { asSuperuser, makeAccount, makeAdministrator } from "@/db/testing/estate";
import { discoverOperations } from "@/db/testing/matrix/discover";
import { makePerson, signIn } from "@/db/testing/person";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

/** Every name of a field in what an operation takes, however deep. */
function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== "object" || schema === null) return [];
  const { properties } = schema as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)];
}

/** About what devices, gateways and NASes show the network: nothing of it signs a person in. */
const ofTheNetwork = [
  "credential.change_binding: credentialId",
  "credential.change_rules: passwordLength",
  "credential.fetch_download: passphrase",
  "credential.reveal: credentialId",
  "credential.revoke: credentialId",
  "gateway.renew_token: oldToken",
  "nas.add: disconnectSecret",
  "nas.change: disconnectSecret",
];

it("no operation takes a password, a code or another secret of somebody's sign-in", async () => {
  const operations = await discoverOperations();
  expect(operations.length).toBeGreaterThan(40);
  const taking = operations.flatMap(({ operation }) =>
    namesIn(z.toJSONSchema(operation.input, { unrepresentable: "any", io: "input" }))
      .filter((name) => /pass|secret|token|hash|otp|totp|pin|credential|recovery/i.test(name))
      .map((name) => `${operation.name}: ${name}`),
  );
  expect(taking.filter((each) => !ofTheNetwork.includes(each))).toEqual([]);
});

it("what an administrator adds to a request changes nobody's password and sets none", async () => {
  const account = await makeAccount("chosen");
  const administrator = await makeAdministrator(account);
  const ana = await makePerson();
  const membershipId = newId();
  await asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Ana')",
    [account.id, membershipId, ana.id, ana.email],
  );
  const passwords = () => asSuperuser("select user_id, hash from user_password order by user_id");
  const before = await passwords();
  const operations = await discoverOperations();
  const extra = { password: "chosen for her by somebody", newPassword: "chosen", temporary: true };
  for (const { operation } of operations.filter((each) => each.operation.kind === "command"))
    await perform(administrator, operation, {
      ...extra,
      id: membershipId,
      memberId: membershipId,
      membershipId,
      email: ana.email,
      reason: "Lost the phone",
    }).catch((error: { code?: string }) => expect(error.code, operation.name).toEqual(expect.any(String)));
  expect(await passwords()).toEqual(before);
  expect(await signIn(ana).catch((error: Error) => error.message)).toMatchObject({ userId: ana.id });
});
