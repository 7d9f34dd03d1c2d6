import { sql } from "kysely";
import { z } from "zod";
import type { CredentialKind } from "@/lib/bulk/kinds";
import { deviceSelection, selectedDevices } from "@/lib/bulk/selection";
import {
  bindings,
  boundTo,
  entropyOf,
  placeholdersOf,
  readRules,
  usernameOf,
} from "@/lib/credentials/public";
import { query } from "@/lib/operation/operation";

/** What generating would do: to how many, what their usernames will be, and how many are left out, by the reason. */
const preview = (kind: CredentialKind) =>
  query({
    name: `bulk.preview_${kind}`,
    permission: "credential.generate",
    input: z.object({ selection: deviceSelection, boundTo: boundTo.shape.boundTo }),
    async run({ db, actor, scope, now }, { selection, boundTo: bound }) {
      const rules = await readRules(db);
      const devices = await selectedDevices(db, actor.account.id, scope, selection);
      const terminated = sql<boolean>`d.state = 'terminated'`;
      const has = sql<boolean>`exists (select from device_credential c
        where c.account_id = ${actor.account.id} and c.device_id = d.id and c.revoked_at is null
          and c.replaced_at is null and (c.valid_until is null or c.valid_until > ${now}))`;
      const lacks = sql<boolean>`(${sql.join(
        placeholdersOf(rules.pattern).map((name) =>
          name === "label"
            ? sql<boolean>`d.label !~ '^[A-Za-z0-9._~+ -]+$'`
            : sql<boolean>`d.${sql.ref(name)} is null`,
        ),
        sql` or `,
      )})`;
      const kept = kind === "generate_credentials" ? has : sql<boolean>`false`;
      const unbound = sql<boolean>`(${sql.join(
        [sql<boolean>`false`, ...bound.map((name) => sql<boolean>`d.${sql.ref(name)} is null`)],
        sql` or `,
      )})`;
      const could = sql<boolean>`not ${terminated} and not ${kept} and not ${lacks}`;
      const { total, ended, already, nameless, unboundable, imsi, msisdn, imei } = await devices
        .select([
          sql<number>`count(*)`.as("total"),
          sql<number>`count(*) filter (where ${terminated})`.as("ended"),
          sql<number>`count(*) filter (where not ${terminated} and ${kept})`.as("already"),
          sql<number>`count(*) filter (where not ${terminated} and not ${kept} and ${lacks})`.as("nameless"),
          sql<number>`count(*) filter (where ${could} and ${unbound})`.as("unboundable"),
          ...bindings.map((name) =>
            sql<number>`count(*) filter (where ${could} and d.${sql.ref(name)} is null)`.as(name),
          ),
        ])
        .executeTakeFirstOrThrow();
      const first = await devices
        .where(sql<boolean>`${could} and not ${unbound}`)
        .orderBy("d.label_key")
        .orderBy("d.id")
        .limit(5)
        .select(["d.label", "d.iccid", "d.imsi", "d.msisdn", "d.imei", "d.eid", "d.dev_eui"])
        .execute();
      const asked = "deviceIds" in selection ? new Set(selection.deviceIds).size : total;
      return {
        total,
        fit: total - ended - already - nameless - unboundable,
        unboundable,
        /** of those that could get one, how many lack what it might be bound to */
        without: { imsi, msisdn, imei },
        could: total - ended - already - nameless,
        leftOut: asked - total,
        terminated: ended,
        hasOne: already,
        nameless,
        first: first.map((device) => {
          const named = usernameOf(device, rules);
          return { label: device.label, username: "username" in named ? named.username : null };
        }),
        pattern: rules.pattern,
        passwordLength: rules.passwordLength,
        entropyBits: Math.floor(entropyOf(rules.alphabet, rules.passwordLength)),
      };
    },
  });

export const previewGenerating = preview("generate_credentials");
export const previewRotating = preview("rotate_credentials");
export type GenerationPreview = Awaited<ReturnType<typeof previewGenerating.run>>;
