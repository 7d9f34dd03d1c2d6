import type { RoleOption } from "@/components/people/access-fields";
import { dayOfChoice, type EndChoice, endChoices, type InviteDraft } from "@/components/people/invite-draft";
import type { OutputOf } from "@/components/shell/operation-types";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/checkbox";
import { ExactTime } from "@/components/ui/exact-time";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { prepareInvitation } from "@/lib/people/prepare-invitation";

export type Prepared = OutputOf<typeof prepareInvitation>;

const endWords: Record<(typeof endChoices)[number], string> = {
  weeks: "2 weeks",
  month: "1 month",
  quarter: "3 months",
  date: "Until a day of your choice",
  none: "No end",
};

/** Until when, and what the sign-in needs. */
export function InviteTerms({
  draft,
  onDraft,
  errors,
  prepared,
  role,
}: {
  draft: InviteDraft;
  onDraft: (draft: Partial<InviteDraft>) => void;
  errors: Record<string, string>;
  prepared: Prepared;
  role: RoleOption | undefined;
}) {
  function choose(end: EndChoice) {
    const until = end === "date" ? draft.access.until : dayOfChoice(end);
    onDraft({ end, access: { ...draft.access, until } });
  }
  return (
    <>
      <Field
        name="end"
        label="Until"
        error={errors.end}
        help="Access ends by itself after the last day, at 23:59 in your time zone. Both of you get a mail seven days and one day before."
        required
      >
        <RadioGroup
          options={endChoices.map((each) => ({
            value: each,
            label: (
              <>
                {endWords[each]}
                {dayOfChoice(each) && (
                  <span className="text-ink-muted"> · to {sayDay(dayOfChoice(each))}</span>
                )}
              </>
            ),
          }))}
          value={draft.end}
          onValueChange={(end) => choose(endChoices.find((each) => each === end) ?? "")}
        />
      </Field>
      {draft.end === "date" && (
        <Field name="endsAt" label="Last day" error={errors.endsAt} required>
          <Input
            type="date"
            className="max-w-44"
            value={draft.access.until}
            onChange={(event) => onDraft({ access: { ...draft.access, until: event.target.value } })}
          />
        </Field>
      )}
      {draft.end === "none" && draft.company.trim() && (
        <Banner
          tone="warn"
          live
          title={`${draft.company.trim()} is another company, and this access has no end`}
        >
          It lasts until somebody takes it away. An end costs nothing: it can be extended with one click.
        </Banner>
      )}
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">Second factor</legend>
        <Checkbox
          label="Require a second factor of this person"
          help="Nothing opens before it is set up, from the first sign-in on, whatever the account asks of others."
          checked={draft.secondFactorRequired}
          onCheckedChange={(on) => onDraft({ secondFactorRequired: on === true })}
        />
        <p className="text-ink-muted text-sm">
          <AccountAsks prepared={prepared} role={role} />
        </p>
      </fieldset>
    </>
  );
}

/** What the account asks by itself, so that nobody wonders whether to ask for it twice. */
function AccountAsks({ prepared, role }: { prepared: Prepared; role: RoleOption | undefined }) {
  const from = prepared.secondFactorFrom;
  const when = from && (
    <>
      {" "}
      from <ExactTime at={from} />
    </>
  );
  if (prepared.secondFactor === "everyone") return <>The account requires one of everyone{when}.</>;
  if (prepared.secondFactor === "nobody") return <>The account requires one of nobody.</>;
  return (
    <>
      The account requires one{when} of people with elevated permissions
      {role && (role.elevated > 0 ? `, as ${role.name} has` : `, and ${role.name} has none`)}.
    </>
  );
}

export const sayDay = (day: string): string => {
  const at = new Date(`${day}T12:00:00`);
  return Number.isNaN(at.getTime())
    ? day
    : new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(at);
};
