import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { AcceptForm } from "@/components/sign-in/accept-form";
import { InvitationTerms } from "@/components/sign-in/invitation-terms";
import { JoinForm } from "@/components/sign-in/join-form";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { UnusableLink } from "@/components/sign-in/unusable-link";
import { Banner } from "@/components/ui/banner";
import { readInvitation } from "@/lib/auth/invitations/read-invitation";
import { passwordGuide } from "@/lib/auth/passwords/password-rules";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { acceptInvitationAction, signInToAcceptAction, signOutAction } from "../../actions";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const link = decodeURIComponent((await params).token);
  const [invitation, session] = await Promise.all([readInvitation(link), currentSession()]);
  if (!invitation)
    return (
      <UnusableLink title="Invitation">
        It was used, revoked or replaced, or its time has passed. Ask whoever invited you for a new one.
      </UnusableLink>
    );
  const accept = acceptInvitationAction.bind(null, link);
  const { email, account } = invitation;
  return (
    <AuthShell
      title={`Join ${account.name}`}
      description={`${invitation.invitedBy} invites ${email}.`}
      footer={session && <SignOutButton action={signOutAction} />}
    >
      <InvitationTerms {...invitation} />
      {session?.complete && session.email === email ? (
        <AcceptForm account={account.name} action={accept} />
      ) : session ? (
        <Banner tone="warn" title={`You are signed in as ${session.email}`}>
          This invitation is for {email}. Sign out, then open the link again.
        </Banner>
      ) : invitation.known ? (
        <>
          <Banner title="You have a sign-in already">Sign in with it to accept.</Banner>
          <SignInForm action={signInToAcceptAction.bind(null, link, email)} email={email} />
        </>
      ) : (
        <JoinForm
          email={email}
          name={invitation.name}
          account={account.name}
          guide={passwordGuide(invitation.passwordRules)}
          action={accept}
        />
      )}
    </AuthShell>
  );
}
