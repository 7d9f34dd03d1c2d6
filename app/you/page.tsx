import type { Metadata } from "next";
import { Wordmark } from "@/components/shell/mark";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { ChangePasswordForm } from "@/components/you/change-password-form";
import { NameForm } from "@/components/you/name-form";
import { OwnSessions } from "@/components/you/own-sessions";
import { listOwnSessions } from "@/lib/auth/own-sessions";
import { ownPasswordRules, passwordGuide } from "@/lib/auth/passwords/password-rules";
import { signedInOrRedirect } from "@/lib/auth/signed-in-or-redirect";
import { signOutAction } from "../(sign-in)/actions";
import { changeNameAction, changePasswordAction, endOtherSessionsAction, endSessionAction } from "./actions";

export const metadata: Metadata = { title: "You" };

/** What belongs to a person whatever account they are in: name, password, sessions. */
export default async function YouPage() {
  const me = await signedInOrRedirect();
  const sessions = await listOwnSessions(me);
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-6 px-4 py-8 sm:px-6">
      <header className="flex items-center justify-between gap-4">
        <Wordmark />
        <TextLink href="/accounts" className="text-sm">
          Back to your accounts
        </TextLink>
      </header>
      <main className="flex flex-col gap-6">
        <PageHeader title="You" description={me.email} action={<SignOutButton action={signOutAction} />} />
        <Panel title="Name" description="As colleagues and the activity log see it.">
          <NameForm name={me.name} action={changeNameAction} />
        </Panel>
        <Panel title="Password" description="Changing it ends your other sessions.">
          <ChangePasswordForm
            email={me.email}
            guide={passwordGuide(ownPasswordRules(me))}
            action={changePasswordAction}
          />
        </Panel>
        <Panel
          title="Where you are signed in"
          description="End what you do not recognise, then change your password."
          flush
        >
          <OwnSessions sessions={sessions} end={endSessionAction} endOthers={endOtherSessionsAction} />
        </Panel>
      </main>
    </div>
  );
}
