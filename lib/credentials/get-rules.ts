import { z } from "zod";
import { entropyOf } from "@/lib/credentials/alphabets";
import { readRules } from "@/lib/credentials/rules";
import { query } from "@/lib/operation/operation";

/** How the account makes its credentials. */
export const getCredentialRules = query({
  name: "credential.rules",
  permission: "credential.view",
  input: z.object({}),
  async run({ db, actor }) {
    const rules = await readRules(db);
    return {
      ...rules,
      slug: actor.account.slug,
      entropyBits: Math.floor(entropyOf(rules.alphabet, rules.passwordLength)),
    };
  },
});

export type ShownRules = Awaited<ReturnType<typeof getCredentialRules.run>>;
