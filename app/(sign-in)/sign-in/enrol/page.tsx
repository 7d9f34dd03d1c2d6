import type { Metadata } from "next";
import { EnrolSteps } from "@/components/factors/enrol-steps";
import { sayRequirement } from "@/components/factors/requirements";
import { StepUpProvider } from "@/components/proof/step-up";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { waysToEnrol } from "@/lib/auth/factors/ways-to-enrol";
import { listRequirements } from "@/lib/auth/own/own-requirements";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { toSignIn } from "@/lib/auth/sessions/to-sign-in";
import { readPlace } from "@/lib/auth/sign-in/place";
import { signOutAction } from "../../actions";
import { enrolment } from "../../enrolment";
import { proofActions } from "../../proof-actions";

export const metadata: Metadata = { title: "Set up a second factor" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * For a session that opens nothing else until a second factor is set up. It stays for the recovery codes once one is,
 * since leaving then is for its reader to say.
 */
export default async function EnrolPage({ searchParams }: Props) {
  const session = await currentSession();
  if (!session || session.waitingFor === "second_factor") return toSignIn();
  const place = readPlace(String((await searchParams).to ?? ""));
  const waiting = session.waitingFor === "enrolment";
  const required = waiting ? await listRequirements(session) : [];
  const ways = waiting ? waysToEnrol(session) : null;
  return (
    <StepUpProvider actions={proofActions}>
      <EnrolSteps
        email={session.email}
        why={required.filter(({ from }) => from === null).map(sayRequirement)}
        kinds={ways?.allowed.filter((kind) => kind !== "phone" || ways.phoneAvailable) ?? []}
        waiting={waiting}
        actions={enrolment}
        place={place ?? "/accounts"}
        signOut={<SignOutButton action={signOutAction} />}
      />
    </StepUpProvider>
  );
}
