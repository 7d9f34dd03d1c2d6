import type { InviteDraft } from "@/components/people/invite-draft";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import type { lookUpInvitee } from "@/lib/people/look-up-invitee";

export type Known = NonNullable<OutputOf<typeof lookUpInvitee>["known"]> & { email: string };

/** Who is invited, and what is written to them. */
export function InvitePerson({
  draft,
  onDraft,
  errors,
  known,
  companies,
}: {
  draft: InviteDraft;
  onDraft: (draft: Partial<InviteDraft>) => void;
  errors: Record<string, string>;
  known?: Known;
  companies: string[];
}) {
  return (
    <>
      {known && <AlreadyHere known={known} />}
      <Field name="email" label="E-mail" error={errors.email} required>
        <Input
          type="email"
          autoComplete="off"
          placeholder="ana@example.com"
          value={draft.email}
          onChange={(event) => onDraft({ email: event.target.value })}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="name" label="Name" aside="Optional" error={errors.name}>
          <Input
            autoComplete="off"
            maxLength={120}
            value={draft.name}
            onChange={(event) => onDraft({ name: event.target.value })}
          />
        </Field>
        <Field
          name="company"
          label="Company"
          aside="Optional"
          error={errors.company}
          help="Of a contractor. People of one company can be removed together."
        >
          <Input
            autoComplete="off"
            maxLength={120}
            list="known-companies"
            value={draft.company}
            onChange={(event) => onDraft({ company: event.target.value })}
          />
        </Field>
      </div>
      <datalist id="known-companies">
        {companies.map((company) => (
          <option key={company} value={company} />
        ))}
      </datalist>
      <Field
        name="message"
        label="Message"
        aside="Optional"
        error={errors.message}
        help="Goes into the mail, below your name."
      >
        <Textarea
          rows={3}
          maxLength={1000}
          value={draft.message}
          onChange={(event) => onDraft({ message: event.target.value })}
        />
      </Field>
    </>
  );
}

function AlreadyHere({ known }: { known: Known }) {
  const { account } = useViewer();
  const { person } = known;
  const people = `/${account.slug}/people`;
  if (known.kind === "invitation")
    return (
      <Banner tone="warn" live title={`${known.email} is invited already`}>
        Send that invitation again, or revoke it first:{" "}
        <TextLink href={`${people}?search=${encodeURIComponent(known.email)}`}>find it in the list</TextLink>.
      </Banner>
    );
  return (
    <Banner tone="warn" live title={`${person?.name ?? known.email} is a member already`}>
      No invitation is needed.{" "}
      {person && <TextLink href={`${people}/${person.id}`}>Give {person.name} a further grant</TextLink>}
    </Banner>
  );
}
