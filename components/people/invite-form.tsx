"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  type AccessChoice,
  missingOf,
  nothingChosen,
  toFormFields,
  toInput,
} from "@/components/people/access-choice";
import { AccessFields, type RoleOption } from "@/components/people/access-fields";
import { AccessPreview } from "@/components/people/access-preview";
import { InvitationSent } from "@/components/people/invitation-sent";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Panel } from "@/components/ui/panel";
import { Textarea } from "@/components/ui/textarea";
import type { VisibleError } from "@/lib/kernel/errors";
import type { inviteMember } from "@/lib/people/invite-member";

const labels: Record<string, string> = {
  email: "E-mail",
  name: "Name",
  company: "Company",
  roleId: "Role",
  groups: "Device groups",
  endsAt: "Until",
  message: "Message",
};

/** Who, what, where, until when; and beside it, before anything is sent, what that person will see. */
export function InviteForm({
  roles,
  invite,
}: {
  roles: RoleOption[];
  invite: ActionOf<typeof inviteMember>;
}) {
  const { account, can } = useViewer();
  const queries = useQueryClient();
  const start: AccessChoice = { ...nothingChosen, where: can("group.view") ? "groups" : "account" };
  const [choice, setChoice] = useState(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<VisibleError>();
  const [pending, setPending] = useState(false);
  const [sent, setSent] = useState<{ email: string; expiresAt: string }>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const missing = {
      ...(text("email").trim() ? {} : { email: "Enter an e-mail address." }),
      ...missingOf(choice),
    };
    setErrors(missing);
    setRefusal(undefined);
    if (Object.keys(missing).length > 0) return;
    setPending(true);
    const answer = await confirmed(invite)(account.slug, {
      email: text("email"),
      name: text("name"),
      company: text("company"),
      message: text("message"),
      ...toInput(choice),
    });
    setPending(false);
    if (answer.ok) {
      setSent(answer.data);
      await queries.invalidateQueries({ queryKey: ["people"] });
    } else {
      setErrors(toFormFields(answer.error.fields));
      setRefusal(answer.error);
    }
  }

  if (sent)
    return (
      <InvitationSent
        {...sent}
        onAnother={() => {
          setChoice(start);
          setSent(undefined);
        }}
      />
    );
  const found = Object.entries(errors).map(([name, message]) => ({ name, label: labels[name], message }));
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,24rem)] lg:justify-between"
    >
      <div className="flex min-w-0 flex-col gap-5">
        {(found.length > 0 || refusal) && (
          <FormErrorSummary
            title={refusal && "The invitation was not sent"}
            errors={found.length > 0 ? found : [{ message: refusal?.message ?? "" }]}
            id={refusal?.id}
          />
        )}
        <Field name="email" label="E-mail" error={errors.email} required>
          <Input type="email" autoComplete="off" placeholder="ana@example.com" />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field name="name" label="Name" aside="Optional" error={errors.name}>
            <Input autoComplete="off" maxLength={120} />
          </Field>
          <Field name="company" label="Company" aside="Optional" error={errors.company}>
            <Input autoComplete="off" maxLength={120} />
          </Field>
        </div>
        <AccessFields roles={roles} choice={choice} onChoice={setChoice} errors={errors} />
        <Field
          name="message"
          label="Message"
          aside="Optional"
          error={errors.message}
          help="Goes into the mail, below your name."
        >
          <Textarea rows={3} maxLength={1000} />
        </Field>
      </div>
      <Panel title="What this person will see" className="lg:sticky lg:top-20 lg:row-span-2">
        <AccessPreview choice={choice} />
      </Panel>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Send the invitation
        </Button>
        <LinkButton href={`/${account.slug}/people`} variant="ghost">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}
