"use client";

import type { AccessChoice } from "@/components/people/access-choice";
import { GroupPicker } from "@/components/people/group-picker";
import { useViewer } from "@/components/shell/viewer";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

export interface RoleOption {
  id: string;
  name: string;
  description: string;
}

/** Which role, where, until when. */
export function AccessFields({
  roles,
  choice,
  onChoice,
  errors,
}: {
  roles: RoleOption[];
  choice: AccessChoice;
  onChoice: (choice: AccessChoice) => void;
  errors: Record<string, string>;
}) {
  const { can, permissions } = useViewer();
  return (
    <>
      <Field name="roleId" label="Role" error={errors.roleId} required>
        <RadioGroup
          cards
          options={roles.map((role) => ({ value: role.id, label: role.name, help: role.description }))}
          value={choice.roleId}
          onValueChange={(roleId) => onChoice({ ...choice, roleId })}
        />
      </Field>
      <Field name="where" label="Where" required>
        <RadioGroup
          options={[
            {
              value: "groups",
              label: "Some device groups",
              help: "Sees and touches the devices in them, and nothing else.",
              disabled: !can("group.view"),
            },
            {
              value: "account",
              label: "The whole account",
              help: "Every device there is and will be.",
              disabled: permissions["device.view"] === "groups",
            },
          ]}
          value={choice.where}
          onValueChange={(where) => onChoice({ ...choice, where: where as AccessChoice["where"] })}
        />
      </Field>
      {choice.where === "groups" && can("group.view") && (
        <GroupPicker
          chosen={choice.groups}
          onChosen={(groups) => onChoice({ ...choice, groups })}
          error={errors.groups}
        />
      )}
      {choice.from !== undefined && (
        <Field
          name="startsAt"
          label="From"
          aside="Optional"
          error={errors.startsAt}
          help="The first day, from midnight in your time zone. Empty: at once."
        >
          <Input
            type="date"
            className="max-w-44"
            value={choice.from}
            onChange={(event) => onChoice({ ...choice, from: event.target.value })}
          />
        </Field>
      )}
      <Field
        name="endsAt"
        label="Until"
        aside="Optional"
        error={errors.endsAt}
        help="The last day, to 23:59 in your time zone. Empty: no end."
      >
        <Input
          type="date"
          className="max-w-44"
          value={choice.until}
          onChange={(event) => onChoice({ ...choice, until: event.target.value })}
        />
      </Field>
    </>
  );
}
