import type { ReactNode } from "react";
import type { RoleOption } from "@/components/people/access-fields";
import type { InviteDraft, InviteStep } from "@/components/people/invite-draft";
import { sayDay } from "@/components/people/invite-terms";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { KeyValues } from "@/components/ui/key-values";
import { Panel } from "@/components/ui/panel";

/** All of it once more, with a way back to each part. */
export function InviteReview({
  draft,
  roles,
  onStep,
}: {
  draft: InviteDraft;
  roles: RoleOption[];
  onStep: (step: InviteStep) => void;
}) {
  const { access } = draft;
  const role = roles.find((each) => each.id === access.roleId);
  const part = (title: string, step: InviteStep, children: ReactNode) => (
    <Panel
      title={title}
      level={3}
      action={
        <Button size="sm" aria-label={`Change: ${title}`} onClick={() => onStep(step)}>
          Change
        </Button>
      }
    >
      {children}
    </Panel>
  );
  return (
    <>
      {part(
        "Person",
        "person",
        <KeyValues
          items={[
            { label: "E-mail", value: draft.email.trim() },
            ...(draft.name.trim() ? [{ label: "Name", value: draft.name.trim() }] : []),
            ...(draft.company.trim() ? [{ label: "Company", value: draft.company.trim() }] : []),
            ...(draft.message.trim()
              ? [
                  {
                    label: "Message",
                    value: <span className="whitespace-pre-wrap">{draft.message.trim()}</span>,
                  },
                ]
              : []),
          ]}
        />,
      )}
      {part(
        "Access",
        "access",
        <KeyValues
          items={[
            {
              label: "Role",
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  {role?.name ?? "A role that is gone"}
                  {role && role.elevated > 0 && (
                    <Badge tone="elevated" icon>
                      {role.elevated} elevated
                    </Badge>
                  )}
                </span>
              ),
            },
            {
              label: "Where",
              value:
                access.where === "account"
                  ? "The whole account"
                  : access.groups.map((group) => group.name).join(", "),
            },
          ]}
        />,
      )}
      {part(
        "Until and sign-in",
        "until",
        <KeyValues
          items={[
            {
              label: "Until",
              value: access.until ? `${sayDay(access.until)}, 23:59 in your time zone` : "No end",
            },
            {
              label: "Second factor",
              value: draft.secondFactorRequired
                ? "Required of this person, at the first sign-in"
                : "As the account requires it",
            },
          ]}
        />,
      )}
      <p className="text-ink-muted text-sm">
        The link in the mail works once, for three days. Whoever signs in to Cordon already accepts with that
        sign-in.
      </p>
    </>
  );
}
