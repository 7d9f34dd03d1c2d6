import { z } from "zod";
import { alphabetNames, entropyOf, leastBits } from "@/lib/credentials/alphabets";
import { wrongPattern } from "@/lib/credentials/pattern";
import { wrongRealm } from "@/lib/credentials/realm";
import { readRules } from "@/lib/credentials/rules";
import { conflict, invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Changes how credentials are made from now on. Those there are stay as they are. */
export const changeCredentialRules = command({
  name: "credential.change_rules",
  permission: "policy.manage",
  input: z.object({
    /** empty: the account's slug */
    realm: z.string().trim().toLowerCase().max(100).default(""),
    pattern: z.string().trim().min(1, "Enter a pattern.").max(120),
    passwordLength: z.coerce.number().int().min(8, "At least 8.").max(64, "At most 64."),
    alphabet: z.enum(alphabetNames),
    /** left out: as it is */
    oneWay: z.boolean().optional(),
    version: z.coerce.number().int(),
  }),
  async run({ db, actor, now, audit, publish }, { version, realm, oneWay, ...others }) {
    const before = await readRules(db);
    const rules = {
      ...others,
      realm: realm === "" ? actor.account.slug : realm,
      oneWay: oneWay ?? before.oneWay,
    };
    if (before.version !== version) throw changedMeanwhile();
    const fields = Object.fromEntries(
      [
        ["realm", wrongRealm(rules.realm, actor.account.slug)],
        ["pattern", wrongPattern(rules.pattern)],
        ["passwordLength", tooEasy(rules)],
      ].filter(([, wrong]) => wrong !== null),
    );
    if (Object.keys(fields).length > 0)
      throw invalid("Some of what was entered cannot be used. See the marked fields.", fields);
    const values = {
      realm: rules.realm,
      pattern: rules.pattern,
      password_length: rules.passwordLength,
      alphabet: rules.alphabet,
      one_way: rules.oneWay,
      version: version + 1,
      changed_at: now,
    };
    const written = await db
      .insertInto("credential_rules")
      .values(values)
      .onConflict((there) =>
        there.column("account_id").doUpdateSet(values).where("credential_rules.version", "=", version),
      )
      .returning("version")
      .executeTakeFirst();
    if (!written) throw changedMeanwhile();
    const { version: _, ...was } = before;
    audit("credential.rules_changed", {
      target: { kind: "account", id: actor.account.id, label: actor.account.name },
      before: { ...was },
      after: { ...rules },
    });
    publish({ topic: "devices", devices: [] });
    return { version: written.version };
  },
});

const changedMeanwhile = () =>
  conflict("Somebody changed these rules meanwhile. Nothing was saved; look at them again.");

function tooEasy({
  alphabet,
  passwordLength,
}: {
  alphabet: "digits" | "hex" | "symbols" | "unambiguous";
  passwordLength: number;
}) {
  const bits = Math.floor(entropyOf(alphabet, passwordLength));
  if (bits >= leastBits) return null;
  const least = Math.ceil((leastBits * passwordLength) / entropyOf(alphabet, passwordLength));
  return `This would be ${bits} bits. At least ${leastBits} are needed: ${least} characters of this alphabet.`;
}
