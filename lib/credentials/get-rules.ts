import { z } from "zod";
import { alphabetNames, entropyOf, leastBits } from "@/lib/credentials/alphabets";
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
      leastBits,
      /** what the first letter of a password adds to its entropy, and each that follows, in bits */
      bitsOf: alphabetNames.map((alphabet) => ({
        alphabet,
        first: entropyOf(alphabet, 1),
        each: entropyOf(alphabet, 2) - entropyOf(alphabet, 1),
      })),
    };
  },
});

export type ShownRules = Awaited<ReturnType<typeof getCredentialRules.run>>;
