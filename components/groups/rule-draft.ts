import type { DeviceKind } from "@/lib/devices/kind";
import type { GroupRule, GroupRuleInput } from "@/lib/groups/rule";

/** What stands in the fields of a rule: every condition, those that are left empty included. */
export interface RuleDraft {
  byRule: boolean;
  kinds: DeviceKind[];
  how: "begins" | "contains";
  text: string;
  identifier: NonNullable<GroupRuleInput["identifier"]>["name"];
  from: string;
  to: string;
  networks: string;
  countries: string;
}

export function draftOf(rule: GroupRule | null): RuleDraft {
  return {
    byRule: rule !== null,
    kinds: rule?.kinds ?? [],
    how: rule?.label?.how ?? "begins",
    text: rule?.label?.text ?? "",
    identifier: rule?.identifier?.name ?? "iccid",
    from: rule?.identifier?.from ?? "",
    to: rule?.identifier?.to ?? "",
    networks: rule?.networks?.join(", ") ?? "",
    countries: rule?.countries?.join(", ") ?? "",
  };
}

const words = (typed: string) => typed.split(/[\s,;]+/).filter(Boolean);

/** The conditions that were given. One of which a part is missing is sent as it is, so that the answer names the part. */
export function ruleOf(draft: RuleDraft): GroupRuleInput {
  const [networks, countries] = [words(draft.networks), words(draft.countries.toUpperCase())];
  return {
    ...(draft.kinds.length > 0 && { kinds: draft.kinds }),
    ...(draft.text.trim() && { label: { how: draft.how, text: draft.text } }),
    ...((draft.from.trim() || draft.to.trim()) && {
      identifier: { name: draft.identifier, from: draft.from, to: draft.to },
    }),
    ...(networks.length > 0 && { networks }),
    ...(countries.length > 0 && { countries }),
  };
}

export const hasConditions = (draft: RuleDraft): boolean => Object.keys(ruleOf(draft)).length > 0;

/** What the answer says of one list entry is said at the field that holds the list. */
export function ruleErrors(fields: Record<string, string> | undefined): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [name, message] of Object.entries(fields ?? {}))
    errors[name.replace(/^rule\.(networks|countries)\.\d+$/, "rule.$1")] ??= message;
  return errors;
}
