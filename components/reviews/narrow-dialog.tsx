"use client";

import { useState } from "react";
import { dayOf } from "@/components/people/access-choice";
import { endOfDay } from "@/components/people/end-field";
import { GroupPicker } from "@/components/people/group-picker";
import { sayScope } from "@/components/people/scope-words";
import type { Draft } from "@/components/preview/ask-preview";
import { DraftPreview } from "@/components/preview/draft-preview";
import type { ReviewActions } from "@/components/reviews/review-actions";
import { type ReviewItemRow, shown } from "@/components/reviews/shown";
import { useDecide } from "@/components/reviews/use-decide";
import { useViewer } from "@/components/shell/viewer";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";

export type Ready = ReviewItemRow["ready"][number];

interface Choice {
  roleId: string;
  groups: { id: string; name: string }[];
  wholeAccount: boolean;
  until: string;
}

const beginWith = ({ now }: ReviewItemRow, ready?: Ready): Choice => ({
  roleId: ready?.does === "role" ? ready.role.id : now.roleId,
  groups: ready?.does === "groups" ? ready.groups : now.groups,
  wholeAccount: now.wholeAccount,
  until: dayOf(now.endsAt),
});

/** Takes something off a grant: a smaller role, fewer groups, an earlier end. Begins with what the advisor would take. */
export function NarrowDialog({
  reviewId,
  item,
  ready,
  narrow,
  onClose,
}: {
  reviewId: string;
  item: ReviewItemRow;
  ready?: Ready;
  narrow: ReviewActions["narrow"];
  onClose: () => void;
}) {
  const { pending, error, decide } = useDecide(narrow, onClose);
  const [choice, setChoice] = useState(() => beginWith(item, ready));
  const [fields, setFields] = useState<Record<string, string>>({});
  const { member, now } = item;

  async function confirm(reason: string) {
    setFields({});
    const stays = now.groups.filter(({ id }) => choice.groups.some((each) => each.id === id));
    const fewer = now.wholeAccount ? !choice.wholeAccount : stays.length < now.groups.length;
    const refused = await decide({
      reviewId,
      item: shown(item),
      ...(choice.roleId === now.roleId ? {} : { roleId: choice.roleId }),
      ...(fewer ? { groupIds: (now.wholeAccount ? choice.groups : stays).map(({ id }) => id) } : {}),
      ...(choice.until === dayOf(now.endsAt) || !choice.until ? {} : { endsAt: endOfDay(choice.until) }),
      reason,
    });
    if (refused) setFields(refused.fields ?? {});
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Narrow ${now.role} of ${member.name}`}
      consequence={`Now: ${now.role}, ${sayScope(now)}. A review only takes away, so nothing can be added here.`}
      reason={{ label: "Why", help: "Stands in the report and in the activity log.", required: true }}
      verb="Narrow the grant"
      pending={pending}
      error={error}
      onConfirm={(form) => void confirm(String(form.get("reason") ?? ""))}
    >
      {item.narrowerRoles.length > 0 && (
        <Field
          name="roleId"
          label="Role"
          error={fields.roleId}
          help="Roles that give a part of what this one gives."
        >
          <RadioGroup
            options={[
              { value: now.roleId, label: `${now.role}, as it is` },
              ...item.narrowerRoles.map(({ id, name, permissions }) => ({
                value: id,
                label: `${name}, ${permissions} ${permissions === 1 ? "permission" : "permissions"}`,
              })),
            ]}
            value={choice.roleId}
            onValueChange={(roleId) => setChoice({ ...choice, roleId })}
          />
        </Field>
      )}
      <Where item={item} choice={choice} onChoice={setChoice} error={fields.groupIds} />
      <Field
        name="endsAt"
        label="Until"
        error={fields.endsAt}
        help={
          now.endsAt
            ? "The last day, to 23:59 in your time zone. Not later than the end it has."
            : "The last day, to 23:59 in your time zone. Empty: no end, as now."
        }
      >
        <Input
          type="date"
          className="max-w-44"
          min={dayOf(new Date().toISOString())}
          max={dayOf(now.endsAt) || undefined}
          value={choice.until}
          onChange={(event) => setChoice({ ...choice, until: event.target.value })}
        />
      </Field>
      {now.hiddenGroups === 0 && (
        <Panel title="Before and after" level={3}>
          <DraftPreview
            draft={draftOf(item, choice)}
            waiting="Take something off, and see here what the person has before and after."
          />
        </Panel>
      )}
    </ConfirmDialog>
  );
}

/** The change as the preview tries it out; null while nothing is taken off, or no group is left. */
function draftOf({ grantId, now }: ReviewItemRow, choice: Choice): Draft | null {
  const stays = choice.wholeAccount ? [] : choice.groups.map(({ id }) => id);
  const same =
    choice.roleId === now.roleId &&
    choice.wholeAccount === now.wholeAccount &&
    (now.wholeAccount || stays.length === now.groups.length) &&
    choice.until === dayOf(now.endsAt);
  if (same || (!choice.wholeAccount && stays.length === 0)) return null;
  return {
    of: "grant",
    input: {
      kind: "change",
      grantId,
      version: now.grantVersion,
      roleId: choice.roleId,
      scope: choice.wholeAccount ? { kind: "account" } : { kind: "groups", groupIds: stays },
      endsAt: choice.until === dayOf(now.endsAt) ? now.endsAt : choice.until ? endOfDay(choice.until) : null,
    },
  };
}

function Where({
  item: { now },
  choice,
  onChoice,
  error,
}: {
  item: ReviewItemRow;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  error?: string;
}) {
  const { can } = useViewer();
  if (now.wholeAccount)
    return can("group.view") ? (
      <>
        <Field name="where" label="Where">
          <RadioGroup
            options={[
              { value: "account", label: "The whole account, as it is" },
              { value: "groups", label: "Some device groups only" },
            ]}
            value={choice.wholeAccount ? "account" : "groups"}
            onValueChange={(where) => onChoice({ ...choice, wholeAccount: where === "account" })}
          />
        </Field>
        {!choice.wholeAccount && (
          <GroupPicker
            chosen={choice.groups}
            onChosen={(groups) => onChoice({ ...choice, groups })}
            error={error}
          />
        )}
      </>
    ) : null;
  if (now.groups.length + now.hiddenGroups < 2) return null;
  return (
    <Field
      name="groupIds"
      label="Device groups that stay"
      error={error}
      help={
        now.hiddenGroups > 0
          ? `${now.hiddenGroups} ${now.hiddenGroups === 1 ? "group" : "groups"} you may not see stay as they are.`
          : undefined
      }
    >
      <fieldset aria-label="Device groups that stay" className="flex max-h-56 flex-col gap-2 overflow-y-auto">
        {now.groups.map((group) => (
          <Checkbox
            key={group.id}
            label={group.name}
            checked={choice.groups.some(({ id }) => id === group.id)}
            onCheckedChange={(on) =>
              onChoice({
                ...choice,
                groups:
                  on === true ? [...choice.groups, group] : choice.groups.filter(({ id }) => id !== group.id),
              })
            }
          />
        ))}
      </fieldset>
    </Field>
  );
}
