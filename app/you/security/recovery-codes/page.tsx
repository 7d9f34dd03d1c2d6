import type { Metadata } from "next";
import { ConfirmItIsYou } from "@/components/factors/confirm-it-is-you";
import { RenewRecoveryCodes } from "@/components/factors/renew-recovery-codes";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { ownFactors } from "@/lib/auth/own/own-factors";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { enrolment } from "../../../(sign-in)/enrolment";

export const metadata: Metadata = { title: "Recovery codes" };

/** Makes recovery codes and shows them right then. Those that are there already it cannot show: only their hashes are kept. */
export default async function RecoveryCodesPage() {
  const me = await signedInOrRedirect();
  const factors = await ownFactors(me);
  const header = (
    <PageHeader
      title="Recovery codes"
      description="Ten codes that each let you in once when your second factor is lost."
      action={<LinkButton href="/you/security">Back to security</LinkButton>}
    />
  );
  if (!factors)
    return (
      <>
        {header}
        <ConfirmItIsYou>Codes are made only by somebody who has just proved who they are.</ConfirmItIsYou>
      </>
    );
  if (me.factors.length === 0)
    return (
      <>
        {header}
        <Banner tone="quiet" title="First add a second factor">
          Recovery codes stand in for one. Without one there is nothing to recover.
        </Banner>
      </>
    );
  return (
    <>
      {header}
      <RenewRecoveryCodes email={me.email} has={factors.recovery?.left ?? 0} make={enrolment.makeCodes} />
    </>
  );
}
