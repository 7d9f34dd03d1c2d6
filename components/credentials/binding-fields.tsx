"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Binding } from "@/lib/credentials/bindings";
import type { NasGroups } from "@/lib/credentials/nas-groups";

const bindingNames: Record<Binding, string> = { imsi: "IMSI", msisdn: "MSISDN", imei: "IMEI" };
const all = Object.keys(bindingNames) as Binding[];

export interface BindingChoice {
  boundTo: Binding[];
  nasOnly: string[];
  /** names that are typed, as they stand */
  others: string;
}

export const noBinding: BindingChoice = { boundTo: [], nasOnly: [], others: "" };

/** What was chosen, as an operation takes it. */
export const readBinding = ({ boundTo, nasOnly, others }: BindingChoice) => ({
  boundTo,
  nasOnly: [
    ...nasOnly,
    ...others
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  ],
});

const toggled = <Item,>(list: readonly Item[], item: Item, on: boolean): Item[] =>
  on ? [...list, item] : list.filter((each) => each !== item);

/** What the network must name as well, and from where alone a credential is accepted. Nothing is asked for by itself. */
export function BindingFields({
  value,
  without,
  of,
  open,
  onChange,
}: {
  value: BindingChoice;
  /** of the devices, how many lack each; what all of them lack is not offered */
  without: Record<Binding, number>;
  of: number;
  /** nothing else is asked beside it */
  open?: boolean;
  onChange: (value: BindingChoice) => void;
}) {
  const { account } = useViewer();
  const { data } = useQuery({
    queryKey: ["nas_groups", account.id],
    queryFn: ({ signal }) =>
      fetchJson<NasGroups>(`/api/accounts/${account.slug}/credentials/nas-groups`, {}, signal),
  });
  const offered = all.filter((name) => without[name] < of || value.boundTo.includes(name));
  const groups = [...new Set([...(data?.groups ?? []), ...value.nasOnly])];
  return (
    <details className="group text-sm" open={open || undefined}>
      <summary className="cursor-pointer py-1 font-medium">Accept it only with or from</summary>
      <div className="mt-2 flex flex-col gap-3 border-line border-l-2 pl-3">
        {offered.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 text-ink-muted">Only with the device's own, named by the network</legend>
            {offered.map((name) => (
              <Checkbox
                key={name}
                label={bindingNames[name]}
                help={
                  without[name] > 0
                    ? `${without[name].toLocaleString("en-GB")} ${without[name] === 1 ? "has" : "have"} none.`
                    : undefined
                }
                checked={value.boundTo.includes(name)}
                onCheckedChange={(on) =>
                  onChange({ ...value, boundTo: toggled(value.boundTo, name, on === true) })
                }
              />
            ))}
          </fieldset>
        )}
        {groups.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 text-ink-muted">Only from these NAS or groups of them</legend>
            {groups.map((name) => (
              <Checkbox
                key={name}
                label={name}
                checked={value.nasOnly.includes(name)}
                onCheckedChange={(on) =>
                  onChange({ ...value, nasOnly: toggled(value.nasOnly, name, on === true) })
                }
              />
            ))}
          </fieldset>
        )}
        <Field
          name="nasOnly"
          label="Only from these NAS"
          help="As they name themselves, with commas between. Empty for each."
        >
          <Input
            mono
            value={value.others}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange({ ...value, others: event.target.value })}
          />
        </Field>
      </div>
    </details>
  );
}

/** In words, for where a credential is shown; null where it is bound to nothing. */
export function sayBinding({
  boundTo,
  nasOnly,
}: {
  boundTo: readonly Binding[];
  nasOnly: readonly string[];
}) {
  const words = [
    ...(boundTo.length > 0
      ? [`with this device's ${boundTo.map((name) => bindingNames[name]).join(" and ")}`]
      : []),
    ...(nasOnly.length > 0 ? [`from ${nasOnly.join(", ")}`] : []),
  ];
  return words.length > 0 ? `Only ${words.join(", ")}` : null;
}
