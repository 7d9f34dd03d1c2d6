import { AddFactor } from "@/components/factors/add-factor";
import { ConfirmItIsYou } from "@/components/factors/confirm-it-is-you";
import { setupTitles } from "@/components/factors/setup-titles";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import type { FactorKind } from "@/lib/access/proof";
import { ownFactors } from "@/lib/auth/own/own-factors";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { enrolment } from "../../(sign-in)/enrolment";

/** The page that adds one kind of second factor. */
export async function AddPage({ kind }: { kind: FactorKind }) {
  const me = await signedInOrRedirect();
  const factors = await ownFactors(me);
  const back = <LinkButton href="/you/security">Back to security</LinkButton>;
  if (!factors)
    return (
      <>
        <PageHeader title={setupTitles[kind]} action={back} />
        <ConfirmItIsYou>
          A second factor is added only by somebody who has just proved who they are.
        </ConfirmItIsYou>
      </>
    );
  const open = factors.allowed.includes(kind) && (kind !== "phone" || factors.phoneAvailable);
  if (!open)
    return (
      <>
        <PageHeader title={setupTitles[kind]} action={back} />
        <Banner tone="warn" title="Your accounts do not admit this kind">
          Add another kind, or ask an administrator of your account.
        </Banner>
      </>
    );
  return <AddFactor kind={kind} email={me.email} actions={enrolment} />;
}
