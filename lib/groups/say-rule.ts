import { identifierWords, kindWords } from "@/lib/devices/public";
import type { GroupRule } from "@/lib/groups/rule";

const countries = new Intl.DisplayNames("en-GB", { type: "region", fallback: "code" });

const anyOf = (words: readonly string[]) =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** A rule as people read it: "Kind is Cellular, label begins with pump and country is Germany or Netherlands". */
export function sayRule(rule: GroupRule): string {
  const conditions = [
    rule.kinds && `kind is ${anyOf(rule.kinds.map((kind) => kindWords[kind]))}`,
    rule.label && `label ${rule.label.how === "begins" ? "begins with" : "contains"} “${rule.label.text}”`,
    rule.identifier &&
      `${identifierWords[rule.identifier.name]} is from ${rule.identifier.from} to ${rule.identifier.to}`,
    rule.networks && `network is ${anyOf(rule.networks)}`,
    rule.countries && `country is ${anyOf(rule.countries.map((code) => countries.of(code) ?? code))}`,
  ].filter((condition) => condition !== undefined);
  const said =
    conditions.length < 2
      ? (conditions[0] ?? "")
      : `${conditions.slice(0, -1).join(", ")} and ${conditions.at(-1)}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
