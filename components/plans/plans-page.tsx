"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionResult } from "@/lib/operation/action";
import type { addAddressRange } from "@/lib/plans/add-address-range";
import type { changePlan } from "@/lib/plans/change-plan";
import type { createPlan } from "@/lib/plans/create-plan";
import type { givePlan } from "@/lib/plans/give-plan";
import type { listPlans, Plan } from "@/lib/plans/list-plans";
import type { removeAddressRange } from "@/lib/plans/remove-address-range";
import type { removePlan } from "@/lib/plans/remove-plan";
import type { takePlan } from "@/lib/plans/take-plan";
import { textOf } from "../gateways/form-dialog";
import type { ProviderActionOf } from "../gateways/provider-action";
import type { OutputOf } from "../shell/operation-types";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { AccountDialog } from "./account-dialog";
import { PlanForm } from "./plan-form";
import { PlanTable } from "./plan-table";
import { RangeTable, type ShownRange } from "./range-table";

export interface PlanActions {
  create: ProviderActionOf<typeof createPlan>;
  change: ProviderActionOf<typeof changePlan>;
  remove: ProviderActionOf<typeof removePlan>;
  give: ProviderActionOf<typeof givePlan>;
  take: ProviderActionOf<typeof takePlan>;
  addRange: ProviderActionOf<typeof addAddressRange>;
  removeRange: ProviderActionOf<typeof removeAddressRange>;
}

type Asking =
  | { what: "create" | "add range" }
  | { what: "change" | "give" | "take" | "remove"; plan: Plan }
  | { what: "remove range"; range: ShownRange }
  | undefined;

export function PlansPage({
  plans,
  ranges,
  accounts,
  actions,
}: OutputOf<typeof listPlans> & { actions: PlanActions }) {
  const [asking, setAsking] = useState<Asking>();
  const router = useRouter();
  const onClose = () => setAsking(undefined);
  const onDone = () => {
    onClose();
    router.refresh();
  };
  const closing = { onDone, onClose };

  return (
    <>
      <PageHeader
        title="Plans"
        description="What the network gives the devices it lets on, and which accounts may use it."
        action={
          <Button variant="primary" icon={<Plus />} onClick={() => setAsking({ what: "create" })}>
            Create a plan
          </Button>
        }
      />
      <PlanTable
        plans={plans}
        onChange={(plan) => setAsking({ what: "change", plan })}
        onGive={(plan) => setAsking({ what: "give", plan })}
        onTake={(plan) => setAsking({ what: "take", plan })}
        onRemove={(plan) => setAsking({ what: "remove", plan })}
      />
      <RangeTable
        ranges={ranges}
        onAdd={() => setAsking({ what: "add range" })}
        onRemove={(range) => setAsking({ what: "remove range", range })}
      />
      {asking?.what === "create" && <PlanForm plan={null} save={actions.create} {...closing} />}
      {asking?.what === "change" && (
        <PlanForm
          plan={asking.plan}
          save={(draft) => actions.change({ planId: asking.plan.id, version: asking.plan.version, ...draft })}
          {...closing}
        />
      )}
      {asking?.what === "give" && (
        <AccountDialog
          title={`Give ${asking.plan.name} to an account`}
          description="Who may edit its devices can choose this plan for them."
          verb="Give the plan"
          accounts={accounts.filter(({ id }) => asking.plan.accounts.every((has) => has.id !== id))}
          send={(accountId) => actions.give({ planId: asking.plan.id, accountId })}
          {...closing}
        />
      )}
      {asking?.what === "take" && (
        <AccountDialog
          title={`Take ${asking.plan.name} from an account`}
          description="Possible once none of its devices has this plan."
          verb="Take the plan"
          accounts={asking.plan.accounts}
          send={(accountId) => actions.take({ planId: asking.plan.id, accountId })}
          {...closing}
        />
      )}
      {asking?.what === "add range" && (
        <AccountDialog
          title="Add an address range"
          verb="Add the range"
          accounts={accounts}
          send={(accountId, form) => actions.addRange({ accountId, range: textOf(form, "range") })}
          {...closing}
        >
          {(wrong) => (
            <Field
              name="range"
              label="Range"
              required
              error={wrong.range}
              help="IPv4, such as 10.20.0.0/16. Its first and last address are not given."
            >
              <Input mono autoComplete="off" spellCheck={false} />
            </Field>
          )}
        </AccountDialog>
      )}
      {asking?.what === "remove" && (
        <Removing
          name={asking.plan.name}
          consequence="Possible once no account has it."
          verb="Remove the plan"
          send={() => actions.remove({ planId: asking.plan.id })}
          {...closing}
        />
      )}
      {asking?.what === "remove range" && (
        <Removing
          name={asking.range.range}
          consequence={`${asking.range.account.name} gives no device an address of it any more. Possible once none has one.`}
          verb="Remove the range"
          send={() => actions.removeRange({ accountId: asking.range.account.id, range: asking.range.range })}
          {...closing}
        />
      )}
    </>
  );
}

function Removing({
  name,
  consequence,
  verb,
  send,
  onDone,
  onClose,
}: {
  name: string;
  consequence: string;
  verb: string;
  send: () => Promise<ActionResult<unknown>>;
  onDone: () => void;
  onClose: () => void;
}) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<{ message: string; id?: string }>();

  async function remove() {
    setPending(true);
    const answer = await confirmed(send)();
    setPending(false);
    if (answer.ok) onDone();
    else setError(answer.error);
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove ${name}`}
      consequence={consequence}
      verb={verb}
      danger
      pending={pending}
      error={error}
      onConfirm={() => void remove()}
    />
  );
}
