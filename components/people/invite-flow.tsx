"use client";

import { useQueryClient } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { toFormFields } from "@/components/people/access-choice";
import { PlaceFields, type RoleOption } from "@/components/people/access-fields";
import { AccessPreview } from "@/components/people/access-preview";
import { InvitationSent } from "@/components/people/invitation-sent";
import {
  emptyDraft,
  furthestStep,
  type InviteDraft,
  type InviteStep,
  inviteSteps,
  missingOn,
  stepWords,
  toInvitation,
} from "@/components/people/invite-draft";
import { InvitePerson, type Known } from "@/components/people/invite-person";
import { InviteProgress } from "@/components/people/invite-progress";
import { InviteReview } from "@/components/people/invite-review";
import { InviteTerms, type Prepared } from "@/components/people/invite-terms";
import { useKeptDraft } from "@/components/people/use-kept-draft";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { Panel } from "@/components/ui/panel";
import type { VisibleError } from "@/lib/kernel/errors";
import type { inviteMember } from "@/lib/people/invite-member";
import type { lookUpInvitee } from "@/lib/people/look-up-invitee";

const labels: Record<string, string> = {
  email: "E-mail",
  name: "Name",
  company: "Company",
  message: "Message",
  roleId: "Role",
  groups: "Device groups",
  end: "Until",
  endsAt: "Last day",
};

/** Who, what and where, until when: one thing at a time, each step with an address; and what it comes to before it is sent. */
export function InviteFlow({
  roles,
  prepared,
  invite,
  lookUp,
}: {
  roles: RoleOption[];
  prepared: Prepared;
  invite: ActionOf<typeof inviteMember>;
  lookUp: ActionOf<typeof lookUpInvitee>;
}) {
  const { account, membershipId, can } = useViewer();
  const queries = useQueryClient();
  const start: InviteDraft = {
    ...emptyDraft,
    access: { ...emptyDraft.access, where: can("group.view") ? "groups" : "account" },
  };
  const [draft, setDraft, forget] = useKeptDraft(`invite ${membershipId}`, start);
  const [asked, setAsked] = useQueryState(
    "step",
    parseAsStringLiteral(inviteSteps).withOptions({ history: "push" }),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<VisibleError>();
  const [known, setKnown] = useState<Known>();
  const [pending, setPending] = useState(false);
  const [sent, setSent] = useState<{ email: string; expiresAt: string }>();
  const furthest = furthestStep(draft);
  const step =
    inviteSteps[Math.min(inviteSteps.indexOf(asked ?? "person"), inviteSteps.indexOf(furthest))] ?? "person";
  const heading = useStepFocus(step);

  function go(to: InviteStep) {
    setErrors({});
    setRefusal(undefined);
    setKnown(undefined);
    void setAsked(to === "person" ? null : to);
  }

  function change(next: Partial<InviteDraft>) {
    setDraft({ ...draft, ...next });
    setKnown(undefined);
  }

  async function next() {
    const missing = missingOn(step, draft);
    setErrors(missing);
    setRefusal(undefined);
    if (Object.keys(missing).length > 0 || pending) return;
    if (step === "review") return send();
    if (step === "person" && !(await isNew())) return;
    go(inviteSteps[inviteSteps.indexOf(step) + 1] ?? "review");
  }

  /** Somebody who is here already is not invited again. Of other accounts nothing is asked. */
  async function isNew(): Promise<boolean> {
    setPending(true);
    const answer = await confirmed(lookUp)(account.slug, { email: draft.email });
    setPending(false);
    if (!answer.ok) fail(answer.error);
    else if (answer.data.known) setKnown({ ...answer.data.known, email: answer.data.email });
    return answer.ok && answer.data.known === null;
  }

  async function send() {
    setPending(true);
    const answer = await confirmed(invite)(account.slug, toInvitation(draft));
    setPending(false);
    if (!answer.ok) return fail(answer.error);
    setSent(answer.data);
    forget();
    await queries.invalidateQueries({ queryKey: ["people"] });
  }

  function fail(error: VisibleError) {
    setErrors(toFormFields(error.fields));
    setRefusal(error);
  }

  if (sent)
    return (
      <InvitationSent
        {...sent}
        onAnother={() => {
          setSent(undefined);
          go("person");
        }}
      />
    );
  const found = Object.entries(errors).map(([name, message]) => ({
    label: labels[name],
    // what is wrong on another step is said here, and put right there
    ...(step === "review" ? { message: `${labels[name] ?? name}: ${message}` } : { name, message }),
  }));
  const previewed = step === "access" || step === "review";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void next();
      }}
      noValidate
      className="flex flex-col gap-5"
    >
      <InviteProgress step={step} furthest={furthest} onStep={go} />
      <div className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,24rem)] lg:justify-between">
        <div className="flex min-w-0 flex-col gap-5">
          <h2 ref={heading} tabIndex={-1} className="font-semibold text-lg">
            {stepWords[step]}
          </h2>
          {(found.length > 0 || refusal) && (
            <FormErrorSummary
              title={refusal && (step === "review" ? "The invitation was not sent" : "This cannot be used")}
              errors={found.length > 0 ? found : [{ message: refusal?.message ?? "" }]}
              id={refusal?.id}
            />
          )}
          {step === "person" && (
            <InvitePerson
              draft={draft}
              onDraft={change}
              errors={errors}
              known={known}
              companies={prepared.companies}
            />
          )}
          {step === "access" && (
            <PlaceFields
              roles={roles}
              choice={draft.access}
              onChoice={(access) => change({ access })}
              errors={errors}
            />
          )}
          {step === "until" && (
            <InviteTerms
              draft={draft}
              onDraft={change}
              errors={errors}
              prepared={prepared}
              role={roles.find((role) => role.id === draft.access.roleId)}
            />
          )}
          {step === "review" && <InviteReview draft={draft} roles={roles} onStep={go} />}
        </div>
        {previewed && (
          <Panel title="What this person will see" className="lg:sticky lg:top-20 lg:row-span-2">
            <AccessPreview choice={draft.access} />
          </Panel>
        )}
        <div className="flex flex-wrap gap-2 lg:col-start-1">
          <Button type="submit" variant="primary" pending={pending}>
            {step === "review" ? "Send the invitation" : "Next"}
          </Button>
          {step !== "person" && (
            <Button onClick={() => go(inviteSteps[inviteSteps.indexOf(step) - 1] ?? "person")}>Back</Button>
          )}
          <LinkButton href={`/${account.slug}/people`} variant="ghost" onClick={forget}>
            Cancel
          </LinkButton>
        </div>
      </div>
    </form>
  );
}

/** The heading of a step takes the focus when the step is come to, and not when the page opens. */
function useStepFocus(step: InviteStep) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  return heading;
}
