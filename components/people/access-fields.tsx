"use client";

import type { AccessChoice } from "@/components/people/access-choice";
import { GroupPicker } from "@/components/people/group-picker";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

export interface RoleOption {
  id: string;
  name: string;
  description: string;
  /** how many of its permissions are elevated */
  elevated: number;
}

interface AccessFieldsProps {
  roles: RoleOption[];
  choice: AccessChoice;
  onChoice: (choice: AccessChoice) => void;
  errors: Record<string, string>;
}

/** Which role, where, until when. */
export function AccessFields(props: AccessFieldsProps) {
  const { choice, onChoice, errors } = props;
  return (
    <>
      <PlaceFields {...props} />
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

/** Which role, and where. */
export function PlaceFields({ roles, choice, onChoice, errors }: AccessFieldsProps) {
  const { can, permissions } = useViewer();
  return (
    <>
      <Field name="roleId" label="Role" error={errors.roleId} required>
        <RadioGroup
          cards
          options={roles.map((role) => ({
            value: role.id,
            label: <RoleName role={role} />,
            help: role.description,
          }))}
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
    </>
  );
}

function RoleName({ role }: { role: RoleOption }) {
  if (role.elevated === 0) return role.name;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {role.name}
      <Badge tone="elevated" icon>
        {role.elevated} elevated
      </Badge>
    </span>
  );
}
