import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { OwnSessions } from "@/components/you/own-sessions";
import { listOwnSessions } from "@/lib/auth/sessions/own-sessions";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { endOtherSessionsAction, endSessionAction } from "../actions";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const sessions = await listOwnSessions(await signedInOrRedirect());
  return (
    <>
      <PageHeader
        title="Where you are signed in"
        description="End what you do not recognise, then change your password."
      />
      <Panel flush>
        <OwnSessions sessions={sessions} end={endSessionAction} endOthers={endOtherSessionsAction} />
      </Panel>
    </>
  );
}
