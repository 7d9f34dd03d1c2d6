"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { changeCredentialRules } from "@/lib/credentials/change-rules";
import type { ShownRules } from "@/lib/credentials/get-rules";
import type { VisibleError } from "@/lib/kernel/errors";

const alphabets = {
  unambiguous: "Letters and digits, none that look alike",
  symbols: "The same, and - _ . ~ + = :",
  hex: "Hexadecimal digits",
  digits: "Digits only",
} as const;

/** Realm, pattern, length and alphabet: for credentials made from now on. And whether a password that was given out still opens. */
export function RulesForm({
  rules,
  change,
}: {
  rules: ShownRules;
  change: ActionOf<typeof changeCredentialRules>;
}) {
  const { account } = useViewer();
  const router = useRouter();
  const say = useToast();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const wrong = error?.fields ?? {};
  const [length, setLength] = useState(rules.passwordLength);
  const [alphabet, setAlphabet] = useState<string>(rules.alphabet);
  const { first, each } = rules.bitsOf.find((of) => of.alphabet === alphabet) ?? { first: 0, each: 0 };
  const bits = Number.isNaN(length) ? 0 : Math.floor(first + Math.max(0, length - 1) * each);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    const answer = await confirmed(change)(account.slug, {
      realm: String(form.get("realm") ?? ""),
      pattern: String(form.get("pattern") ?? ""),
      passwordLength: String(form.get("passwordLength") ?? ""),
      alphabet: String(form.get("alphabet") ?? "") as keyof typeof alphabets,
      oneWay: form.has("oneWay"),
      version: rules.version,
    });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    say({ title: "Saved. What is made or given out from now on follows it." });
    router.refresh();
  }

  return (
    <form onSubmit={(event) => void save(event)} className="flex max-w-xl flex-col gap-4">
      {error && (
        <FormErrorSummary title="Nothing was saved" errors={[{ message: error.message }]} id={error.id} />
      )}
      <Field
        name="pattern"
        label="Username"
        error={wrong.pattern}
        help="Of {iccid}, {imsi}, {msisdn}, {imei}, {eid}, {dev_eui}, {label}; ends in @{realm}."
        required
      >
        <Input mono defaultValue={rules.pattern} spellCheck={false} autoComplete="off" />
      </Field>
      <Field
        name="realm"
        label="Realm"
        error={wrong.realm}
        help={`${rules.slug}, or something that ends in .${rules.slug}: no other account can have it.`}
        required
      >
        <Input mono defaultValue={rules.realm} spellCheck={false} autoComplete="off" />
      </Field>
      <Field
        name="passwordLength"
        label="Password length"
        error={wrong.passwordLength}
        help={
          bits >= rules.leastBits
            ? `${bits} bits of entropy`
            : `${bits} bits of entropy: at least ${rules.leastBits} are needed`
        }
        required
      >
        <Input
          type="number"
          min={8}
          max={64}
          value={Number.isNaN(length) ? "" : length}
          onChange={(event) => setLength(event.target.valueAsNumber)}
        />
      </Field>
      <Field name="alphabet" label="Alphabet" error={wrong.alphabet}>
        <select
          id="field-alphabet"
          name="alphabet"
          className="control text-sm"
          value={alphabet}
          onChange={(event) => setAlphabet(event.target.value)}
        >
          {Object.entries(alphabets).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </Field>
      <Checkbox
        name="oneWay"
        defaultChecked={rules.oneWay}
        label="Once given out, keep no password that can be opened (PAP only)"
        help="A password that was downloaded or revealed cannot be shown or downloaded again, and the device signs on with PAP: CHAP is refused. Passwords given out before stay as they are until they are renewed or given out again. Switched off later, this brings none back."
      />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
