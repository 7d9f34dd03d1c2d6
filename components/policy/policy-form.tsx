"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { FactorFields } from "@/components/policy/factor-fields";
import { choiceOf, type Policy, rulesOf, toInput } from "@/components/policy/policy-choice";
import { PolicyPreview } from "@/components/policy/policy-preview";
import { RangeFields } from "@/components/policy/range-fields";
import { SessionFields } from "@/components/policy/session-fields";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Panel } from "@/components/ui/panel";
import { useToast } from "@/components/ui/toast";
import type { VisibleError } from "@/lib/kernel/errors";
import type { changePolicy } from "@/lib/policy/change-policy";

/** The whole policy, and beside it what saving would mean. What somebody else saves meanwhile is said, and never overwrites what is typed. */
export function PolicyForm({ policy, save }: { policy: Policy; save: ActionOf<typeof changePolicy> }) {
  const { account } = useViewer();
  const router = useRouter();
  const say = useToast();
  const [base, setBase] = useState(policy);
  const [choice, setChoice] = useState(() => choiceOf(policy));
  const [own, setOwn] = useState<number>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const touched = JSON.stringify(choice) !== JSON.stringify(choiceOf(base));
  const newer = policy.version !== base.version;

  function load() {
    setBase(policy);
    setChoice(choiceOf(policy));
    setError(undefined);
  }

  // one's own saving, and what others save while nothing is typed here, is simply shown
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a newer policy arrives, and only then
  useEffect(() => {
    if (newer && (!touched || policy.version === own)) load();
  }, [policy.version, own]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const answer = await confirmed(save)(account.slug, toInput(choice, base));
    setPending(false);
    if (!answer.ok) {
      if (answer.error.code === "conflict") router.refresh();
      return setError(answer.error);
    }
    setError(undefined);
    setOwn(answer.data.version);
    say({ title: "The policy is saved", detail: "It holds with everybody's next request." });
    router.refresh();
  }

  const errors = error?.fields ?? {};
  const summed = Object.entries(errors).map(([name, message]) => ({ name, message }));
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,24rem)] lg:justify-between"
    >
      <div className="flex min-w-0 flex-col gap-5">
        {newer && touched && policy.version !== own && (
          <Banner
            tone="warn"
            live
            title="Somebody changed the policy while you were editing it"
            action={<Button onClick={load}>Load what it says now</Button>}
          >
            What you typed is still here and cannot be saved over it. Loading replaces it.
          </Banner>
        )}
        {error && error.code !== "step_up_required" && !(error.code === "conflict" && newer) && (
          <FormErrorSummary
            title="The policy was not saved"
            errors={summed.length > 0 ? summed : [{ message: error.message }]}
            id={error.id}
          />
        )}
        <Panel title="Second factor">
          <div className="flex flex-col gap-5">
            <FactorFields choice={choice} onChoice={setChoice} errors={errors} />
          </div>
        </Panel>
        <Panel title="Sessions">
          <SessionFields choice={choice} onChoice={setChoice} errors={errors} />
        </Panel>
        <Panel title="Addresses">
          <RangeFields
            ranges={choice.ranges}
            yourAddress={base.yourAddress}
            onRanges={(ranges) => setChoice({ ...choice, ranges })}
            errors={errors}
          />
        </Panel>
      </div>
      <Panel title="What this means for your members" className="lg:sticky lg:top-20 lg:row-span-2">
        <PolicyPreview rules={rulesOf(choice, base)} />
      </Panel>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending} disabled={!touched}>
          Save the policy
        </Button>
        {touched && (
          <Button variant="ghost" onClick={load}>
            Undo my changes
          </Button>
        )}
      </div>
    </form>
  );
}
