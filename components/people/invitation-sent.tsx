"use client";

import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { LinkButton } from "@/components/ui/link-button";

/** The result of an invitation: to whom it went, how long it works, and what may come next. */
export function InvitationSent({
  email,
  expiresAt,
  onAnother,
}: {
  email: string;
  expiresAt: string;
  onAnother: () => void;
}) {
  const { account } = useViewer();
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <Banner tone="ok" live title={`Invitation sent to ${email}`}>
        The link in the mail works once, until <ExactTime at={expiresAt} />. You can send it again or revoke
        it from the list of people.
      </Banner>
      <div className="flex flex-wrap gap-2">
        <LinkButton href={`/${account.slug}/people`} variant="primary">
          Back to people
        </LinkButton>
        <Button onClick={onAnother}>Invite somebody else</Button>
      </div>
    </div>
  );
}
