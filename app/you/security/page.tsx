import type { Metadata } from "next";
import { ConfirmItIsYou } from "@/components/factors/confirm-it-is-you";
import { AppPanel, KeyPanel, PhonePanel } from "@/components/factors/factor-panels";
import { RecoveryPanel } from "@/components/factors/recovery-panel";
import { Requirements } from "@/components/factors/requirements";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { ChangePasswordForm } from "@/components/you/change-password-form";
import { ownFactors } from "@/lib/auth/own/own-factors";
import { listRequirements } from "@/lib/auth/own/own-requirements";
import { ownPasswordRules, passwordGuide } from "@/lib/auth/passwords/password-rules";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { changePasswordAction, removeFactorAction, renameFactorAction } from "../actions";

export const metadata: Metadata = { title: "Security" };

/** One's own factors and password. A found cookie sees none of it. */
export default async function SecurityPage() {
  const me = await signedInOrRedirect();
  const factors = await ownFactors(me);
  const header = <PageHeader title="Security" description="How you prove that it is you." />;
  if (!factors)
    return (
      <>
        {header}
        <ConfirmItIsYou>
          Your second factors, recovery codes and password are shown for five minutes after you prove who you
          are.
        </ConfirmItIsYou>
      </>
    );
  const actions = { rename: renameFactorAction, remove: removeFactorAction };
  const met = me.factors.some((kind) => me.policy.kinds.includes(kind));
  return (
    <>
      {header}
      <Requirements requirements={await listRequirements(me)} met={met} />
      <KeyPanel factors={factors} actions={actions} />
      <AppPanel factors={factors} actions={actions} />
      <PhonePanel factors={factors} actions={actions} />
      <RecoveryPanel recovery={factors.recovery} hasFactor={me.factors.length > 0} />
      <Panel title="Password" description="Changing it ends your other sessions.">
        <ChangePasswordForm
          email={me.email}
          guide={passwordGuide(ownPasswordRules(me))}
          action={changePasswordAction}
        />
      </Panel>
    </>
  );
}
