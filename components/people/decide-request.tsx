"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import {
  type AccessChoice,
  dayOf,
  missingOf,
  nothingChosen,
  toFormFields,
  toInput,
} from "@/components/people/access-choice";
import { AccessFields } from "@/components/people/access-fields";
import { EndField, endOfDay } from "@/components/people/end-field";
import { GrantPreview } from "@/components/people/grant-preview";
import type { RequestActions } from "@/components/people/people-actions";
import { RefuseRequest } from "@/components/people/refuse-request";
import type { RequestView } from "@/components/people/request-page";
import { confirmed } from "@/components/proof/step-up";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Panel } from "@/components/ui/panel";
import { Textarea } from "@/components/ui/textarea";
import type { VisibleError } from "@/lib/kernel/errors";

/** Grants or refuses, with what would be given beside it. Begins with just what is asked for, by the narrowest role. */
export function DecideRequest({ request, actions }: { request: RequestView; actions: RequestActions }) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const { grant } = request;
  const form = useId();
  const [choice, setChoice] = useState<AccessChoice>({
    ...nothingChosen,
    roleId: request.roles[0]?.id ?? "",
    where: request.wholeAccount ? "account" : "groups",
    groups: request.groups,
    until: dayOf(request.wantedUntil),
  });
  const [day, setDay] = useState(dayOf(request.wantedUntil ?? grant?.suggestedEnd ?? null));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<VisibleError>();
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const answer = String(new FormData(event.currentTarget).get("answer") ?? "");
    const missing = grant ? (day ? {} : { endsAt: "Choose a date." }) : missingOf(choice);
    setErrors(missing);
    setRefusal(undefined);
    if (Object.keys(missing).length > 0) return;
    setPending(true);
    const same = day === dayOf(request.wantedUntil) && request.wantedUntil;
    const decided = await confirmed(actions.grant)(account.slug, {
      requestId: request.id,
      answer,
      ...(grant ? { endsAt: same || endOfDay(day) } : toInput(choice)),
    });
    setPending(false);
    if (!decided.ok) {
      setErrors(toFormFields(decided.error.fields));
      setRefusal(decided.error);
    }
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  return (
    <div className="flex flex-col gap-5">
      <form id={form} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        {refusal && (
          <FormErrorSummary
            title="Nothing was decided"
            errors={[{ message: refusal.message }]}
            id={refusal.id}
          />
        )}
        {request.heldAlready && (
          <Banner tone="wait" title="The person holds this by now">
            Deciding closes the request, and gives nothing more.
          </Banner>
        )}
        {grant ? (
          <Panel title="Extend the grant">
            <EndField
              label="New end"
              day={day}
              onDay={setDay}
              after={grant.endsAt}
              error={errors.endsAt}
              help="The last day counts whole, in your time zone. Role and groups stay as they are."
            />
          </Panel>
        ) : request.roles.length === 0 ? (
          <Banner tone="warn" title="No role holds this">
            Make a role that does first, or refuse.
          </Banner>
        ) : (
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <Panel title="What to give">
              <div className="flex flex-col gap-5">
                <AccessFields roles={request.roles} choice={choice} onChoice={setChoice} errors={errors} />
              </div>
            </Panel>
            <Panel title="Before and after" className="lg:sticky lg:top-20">
              <GrantPreview
                kind="give"
                input={{ memberId: request.asker.id, ...toInput(choice) }}
                choice={choice}
              />
            </Panel>
          </div>
        )}
        <Field name="answer" label="Words to the person" aside="Optional" error={errors.answer}>
          <Textarea rows={2} maxLength={500} className="max-w-2xl" />
        </Field>
      </form>
      {/* beside the form: a refusal is sent from a dialog of its own */}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          form={form}
          variant="primary"
          pending={pending}
          disabled={!grant && request.roles.length === 0}
        >
          {grant ? "Grant the extension" : "Grant the request"}
        </Button>
        <RefuseRequest request={request} refuse={actions.refuse} />
      </div>
    </div>
  );
}
