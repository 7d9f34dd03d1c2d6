"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { dayOf } from "@/components/people/access-choice";
import { endOfDay } from "@/components/people/end-field";
import { GroupPicker } from "@/components/people/group-picker";
import { confirmed } from "@/components/proof/step-up";
import { SubjectPreview } from "@/components/reviews/subject-preview";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { useField } from "@/components/ui/field-context";
import { FormErrorSummary } from "@/components/ui/form-error-summary";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import type { VisibleError } from "@/lib/kernel/errors";
import type { listReviewers } from "@/lib/reviews/list-reviewers";
import type { ReviewKind } from "@/lib/reviews/review-input";
import type { startReview } from "@/lib/reviews/start-review";

interface Named {
  id: string;
  name: string;
}

const labels: Record<string, string> = {
  title: "Title",
  groupId: "Device group",
  roleId: "Role",
  reviewerIds: "Reviewers",
  dueAt: "Until",
  note: "Note",
};

const inThreeWeeks = () => dayOf(new Date(Date.now() + 21 * 86_400_000).toISOString());

/** What is reviewed, by whom, until when; and beside it what that comes to. */
export function StartReviewForm({
  roles,
  reviewers,
  start,
}: {
  roles: Named[];
  reviewers: OutputOf<typeof listReviewers>["reviewers"];
  start: ActionOf<typeof startReview>;
}) {
  const { account, can } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [kind, setKind] = useState<ReviewKind>("contractors");
  const [group, setGroup] = useState<Named>();
  const [roleId, setRoleId] = useState("");
  const [wholeAccountToo, setWholeAccountToo] = useState(false);
  const [chosen, setChosen] = useState(reviewers.filter(({ isYou }) => isYou).map(({ id }) => id));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<VisibleError>();
  const [pending, setPending] = useState(false);
  const subject = {
    kind,
    ...(kind === "group" && group ? { groupId: group.id, wholeAccountToo } : {}),
    ...(kind === "role" && roleId ? { roleId } : {}),
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const day = text("dueAt");
    const missing = {
      ...(text("title").trim() ? {} : { title: "Give it a title: it stands above the report." }),
      ...(kind === "group" && !group ? { groupId: "Choose a device group." } : {}),
      ...(kind === "role" && !roleId ? { roleId: "Choose a role." } : {}),
      ...(chosen.length > 0 ? {} : { reviewerIds: "Choose at least one reviewer." }),
      ...(day ? {} : { dueAt: "Choose a date." }),
    };
    setErrors(missing);
    setRefusal(undefined);
    if (Object.keys(missing).length > 0) return;
    setPending(true);
    const answer = await confirmed(start)(account.slug, {
      title: text("title"),
      note: text("note"),
      ...subject,
      reviewerIds: chosen,
      dueAt: endOfDay(day),
    });
    setPending(false);
    if (!answer.ok) {
      setErrors(answer.error.fields ?? {});
      return setRefusal(answer.error);
    }
    await queries.invalidateQueries({ queryKey: ["people"] });
    router.push(`/${account.slug}/people/reviews/${answer.data.id}`);
  }

  const found = Object.entries(errors).map(([name, message]) => ({
    name: name === "groupId" ? "groups" : name,
    label: labels[name],
    message,
  }));
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="grid items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,24rem)] lg:justify-between"
    >
      <div className="flex min-w-0 flex-col gap-5">
        {(found.length > 0 || refusal) && (
          <FormErrorSummary
            title={refusal && "The review was not started"}
            errors={found.length > 0 ? found : [{ message: refusal?.message ?? "" }]}
            id={refusal?.id}
          />
        )}
        <Field name="title" label="Title" error={errors.title} required>
          <Input autoComplete="off" maxLength={120} placeholder="Contractors, autumn" />
        </Field>
        <Field name="kind" label="What is reviewed" required>
          <RadioGroup
            cards
            options={[
              {
                value: "contractors",
                label: "Contractors",
                help: `All grants of people whose company is not ${account.name}, and every grant with an end.`,
              },
              { value: "role", label: "A role", help: "All grants of one role, wherever they hold." },
              {
                value: "group",
                label: "A device group",
                help: "All grants that name this group.",
                disabled: !can("group.view"),
              },
              { value: "everybody", label: "Everybody", help: "Every grant in the account." },
            ]}
            value={kind}
            onValueChange={(value) => setKind(value as ReviewKind)}
          />
        </Field>
        {kind === "role" && (
          <Field name="roleId" label="Role" error={errors.roleId} required>
            <SelectRole roles={roles} value={roleId} onValue={setRoleId} />
          </Field>
        )}
        {kind === "group" && (
          <>
            <GroupPicker
              chosen={group ? [group] : []}
              onChosen={(groups) => setGroup(groups.at(-1))}
              error={errors.groupId}
            />
            <Checkbox
              label="Grants for the whole account, too"
              help="They reach this group as well."
              checked={wholeAccountToo}
              onCheckedChange={(on) => setWholeAccountToo(on === true)}
            />
          </>
        )}
        <Field
          name="reviewerIds"
          label="Reviewers"
          error={errors.reviewerIds}
          help="The grants are shared evenly among them, all of one person to the same reviewer. Nobody is given their own while there is another reviewer."
          required
        >
          <fieldset aria-label="Reviewers" className="flex flex-col gap-2 rounded-lg border border-line p-3">
            {reviewers.map(({ id, name, email, isYou }) => (
              <Checkbox
                key={id}
                label={isYou ? `${name} (you)` : name}
                help={email}
                checked={chosen.includes(id)}
                onCheckedChange={(on) =>
                  setChosen(on === true ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
            ))}
          </fieldset>
        </Field>
        <Field
          name="dueAt"
          label="Until"
          error={errors.dueAt}
          help="The last day, to 23:59 in your time zone. Reviewers are written to at the start, seven days and one day before, and when it has passed. Nothing ends by itself."
          required
        >
          <Input type="date" className="max-w-44" defaultValue={inThreeWeeks()} />
        </Field>
        <Field
          name="note"
          label="Note"
          aside="Optional"
          error={errors.note}
          help="For the reviewers. It stands in the report."
        >
          <Textarea rows={3} maxLength={1000} />
        </Field>
      </div>
      <Panel title="What will be looked at" className="lg:sticky lg:top-20 lg:row-span-2">
        <SubjectPreview
          subject={subject}
          chosen={kind === "group" ? group !== undefined : kind !== "role" || roleId !== ""}
        />
      </Panel>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Start the review
        </Button>
        <LinkButton href={`/${account.slug}/people/reviews`} variant="ghost">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}

function SelectRole({
  roles,
  value,
  onValue,
}: {
  roles: Named[];
  value: string;
  onValue: (value: string) => void;
}) {
  const field = useField();
  return (
    <select
      {...field}
      className="control text-sm"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    >
      <option value="">Choose a role</option>
      {roles.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
