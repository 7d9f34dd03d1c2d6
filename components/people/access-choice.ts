/** What is chosen in a form that gives access, as typed and clicked. */
export interface AccessChoice {
  roleId: string;
  where: "account" | "groups";
  groups: { id: string; name: string }[];
  /** a day, as the date field has it; empty: at once; left out: not asked */
  from?: string;
  /** a day, as the date field has it; empty: no end */
  until: string;
}

export const nothingChosen: AccessChoice = { roleId: "", where: "groups", groups: [], until: "" };

/** The choice as the operations take it. The last day counts whole, in the zone of who chooses it. */
export function toInput(choice: AccessChoice) {
  return {
    roleId: choice.roleId,
    scope:
      choice.where === "account"
        ? ({ kind: "account" } as const)
        : ({ kind: "groups", groupIds: choice.groups.map((group) => group.id) } as const),
    ...(choice.from === undefined
      ? {}
      : { startsAt: choice.from ? new Date(`${choice.from}T00:00:00`).toISOString() : null }),
    endsAt: choice.until ? new Date(`${choice.until}T23:59:59`).toISOString() : null,
  };
}

/** The choice for a grant that there is: a day that was left alone keeps its exact moment. */
export function toChange(
  grant: { id: string; version: number; startsAt?: string | null; endsAt: string | null },
  choice: AccessChoice,
) {
  const { startsAt, ...input } = { startsAt: undefined, ...toInput(choice) };
  return {
    grantId: grant.id,
    version: grant.version,
    ...input,
    ...(choice.from === undefined || choice.from === dayOf(grant.startsAt ?? null) ? {} : { startsAt }),
    ...(choice.until === dayOf(grant.endsAt) ? { endsAt: grant.endsAt } : {}),
  };
}

/** A moment as the day the date field shows. */
export function dayOf(at: string | null): string {
  if (!at) return "";
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What is missing before the choice can be sent. */
export function missingOf(choice: AccessChoice): Record<string, string> {
  return {
    ...(choice.roleId ? {} : { roleId: "Choose a role." }),
    ...(choice.where === "groups" && choice.groups.length === 0
      ? { groups: "Choose at least one group, or the whole account." }
      : {}),
  };
}

/** The fields of an operation's refusal under the names the form has for them. */
export function toFormFields(fields: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [name.startsWith("scope") ? "groups" : name, message]),
  );
}
