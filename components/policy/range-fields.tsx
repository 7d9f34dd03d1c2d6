"use client";

import { Plus, X } from "lucide-react";
import { FieldError } from "@/components/policy/factor-fields";
import type { PolicyChoice } from "@/components/policy/policy-choice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Identifier } from "@/components/ui/identifier";
import { Input } from "@/components/ui/input";

const MOST = 50;

/** From which addresses the account can be opened; none named: from everywhere. */
export function RangeFields({
  ranges,
  yourAddress,
  onRanges,
  errors,
}: {
  ranges: PolicyChoice["ranges"];
  yourAddress: string | null;
  onRanges: (ranges: PolicyChoice["ranges"]) => void;
  errors: Record<string, string>;
}) {
  const change = (key: number, part: Partial<PolicyChoice["ranges"][number]>) =>
    onRanges(ranges.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const add = (range: string, name = "") =>
    onRanges([...ranges, { key: Math.max(0, ...ranges.map((each) => each.key)) + 1, name, range }]);
  return (
    <div id="field-ranges" tabIndex={-1} className="flex flex-col gap-4">
      <p className="text-ink-muted text-sm">
        {ranges.length === 0
          ? "This account can be opened from every address. Name a range to admit only those you name."
          : "This account can be opened from these addresses only, also by who is signed in already."}{" "}
        Other accounts of the same people stay open.
      </p>
      {ranges.map((each, index) => (
        <div key={each.key} className="grid items-start gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <Field name={`ranges.${index}.name`} label="Name" error={errors[`ranges.${index}.name`]}>
            <Input
              maxLength={80}
              autoComplete="off"
              placeholder="Head office"
              value={each.name}
              onChange={(event) => change(each.key, { name: event.target.value })}
            />
          </Field>
          <Field name={`ranges.${index}.range`} label="Address range" error={errors[`ranges.${index}.range`]}>
            <Input
              mono
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
              placeholder="192.0.2.0/24 or 2001:db8::/32"
              value={each.range}
              onChange={(event) => change(each.key, { range: event.target.value })}
            />
          </Field>
          <span className="sm:mt-[1.625rem]">
            <IconButton
              label={`Remove ${each.name || "this range"}`}
              icon={<X />}
              onClick={() => onRanges(ranges.filter((other) => other.key !== each.key))}
            />
          </span>
        </div>
      ))}
      {errors.ranges && <FieldError>{errors.ranges}</FieldError>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button size="sm" icon={<Plus />} disabled={ranges.length >= MOST} onClick={() => add("")}>
          Add a range
        </Button>
        <span className="text-ink-muted text-sm">
          {yourAddress ? (
            <>
              One of them must hold your own address,{" "}
              <Identifier value={yourAddress} label="address" max={40} />
            </>
          ) : (
            "Your own address is not known to Cordon, so ranges cannot be saved from here."
          )}
        </span>
      </div>
    </div>
  );
}
