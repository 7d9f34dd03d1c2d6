import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeAdministrator, type TestAccount } from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { startGenerating } from "@/lib/bulk/generate-many";
import { previewGenerating } from "@/lib/bulk/preview-credentials";
import { countCredentials } from "@/lib/credentials/count-credentials";
import { credentialFilters } from "@/lib/credentials/filters";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { previewDownload } from "@/lib/credentials/prepare-download";
import { perform } from "@/lib/operation/perform";
import { runBulkAction } from "@/worker/run-bulk-action";

const devices = 10_000;

async function makeEstate(name: string, iin: string) {
  const account = await makeAccount(name);
  const person = await makeAdministrator(account);
  await asSuperuser(
    `insert into device (account_id, id, kind, state, label, iccid)
     select $1, gen_random_uuid(), 'cellular', 'active', 'meter ' || n, $2 || lpad(n::text, 15, '0')
     from generate_series(1, $3::int) n`,
    [account.id, iin, devices],
  );
  const { id } = await perform(person, startGenerating, { selection: { matching: {} } });
  await runBulkAction({ accountId: account.id, userId: person.userId, bulkActionId: id });
  return { account, person, work: id };
}

/** Until autovacuum has looked at its rows, the planner, who knows other accounts, takes a new account for an empty one. */
describe("an account whose 10,000 credentials are a minute old, beside older ones", () => {
  let young: { account: TestAccount; person: Member; work: string };

  beforeAll(async () => {
    await makeEstate("older", "8945");
    await makeEstate("old", "8946");
    await asSuperuser("analyze device, device_credential");
    young = await makeEstate("young", "8947");
  }, 60_000);

  it.each(["matching", "work"])(
    "counts what a file would hold (%s)",
    async (kind) => {
      const what = kind === "work" ? { bulkActionId: young.work } : { matching: {} };
      expect(await perform(young.person, previewDownload, { what })).toMatchObject({ total: devices });
    },
    20_000,
  );

  it("lists and counts its credentials", async () => {
    expect(await perform(young.person, countCredentials, {})).toMatchObject({
      all: devices,
      unused: devices,
    });
    for (const filter of credentialFilters) {
      const { rows } = await perform(young.person, listCredentials, { filter });
      expect(rows).toHaveLength(filter === "all" || filter === "unused" ? 50 : 0);
    }
    await perform(young.person, previewGenerating, { selection: { matching: {} } });
  }, 20_000);
});
