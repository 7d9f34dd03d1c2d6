import type { OutputOf } from "@/components/shell/operation-types";
import type { FactorKind } from "@/lib/access/proof";
import type { getPolicy } from "@/lib/policy/get-policy";

export type Policy = OutputOf<typeof getPolicy>;

/** What is chosen in the form, as typed and clicked. */
export interface PolicyChoice {
  secondFactor: Policy["secondFactor"];
  /** a day in UTC, as the date field has it; empty: at once */
  day: string;
  kinds: FactorKind[];
  phishingResistant: boolean;
  idleMinutes: string;
  absoluteHours: string;
  ranges: { key: number; name: string; range: string }[];
}

export const choiceOf = (policy: Policy): PolicyChoice => ({
  secondFactor: policy.secondFactor,
  day: policy.graceUntil?.slice(0, 10) ?? "",
  kinds: policy.kinds,
  phishingResistant: policy.phishingResistant,
  idleMinutes: String(policy.idleMinutes),
  absoluteHours: String(policy.absoluteHours),
  ranges: policy.ranges.map((range, key) => ({ key, ...range })),
});

/** What decides who complies, as the preview and the saving take it. A day nobody changed keeps its moment. */
export function rulesOf(choice: PolicyChoice, policy: Policy) {
  const unchanged = choice.day !== "" && choice.day === policy.graceUntil?.slice(0, 10);
  const chosen = choice.day === "" ? null : `${choice.day}T00:00:00.000Z`;
  return {
    secondFactor: choice.secondFactor,
    graceUntil: choice.secondFactor === "nobody" ? null : unchanged ? policy.graceUntil : chosen,
    kinds: choice.kinds,
    phishingResistant: choice.phishingResistant,
  };
}

export const toInput = (choice: PolicyChoice, policy: Policy) => ({
  version: policy.version,
  ...rulesOf(choice, policy),
  idleMinutes: Number(choice.idleMinutes),
  absoluteHours: Number(choice.absoluteHours),
  ranges: choice.ranges.map(({ name, range }) => ({ name, range })),
});

export const kindWords: Record<FactorKind, string> = {
  app: "authenticator apps",
  key: "security keys and passkeys",
  phone: "codes by text or call",
};
