import type { Metadata } from "next";
import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { GraceBanner } from "@/components/shell/grace-banner";
import { ViewerProvider } from "@/components/shell/viewer";
import { ownAccounts } from "@/lib/auth/own/own-accounts";
import { readGrace } from "@/lib/auth/own/own-requirements";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { currentViewer } from "@/lib/operation/viewer";
import { PortalFrame } from "./portal-frame";
import { Queries } from "./queries";

type Props = { params: Promise<{ account: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account } = await currentViewer((await params).account);
  return { title: { default: account.name, template: `%s · ${account.name} · Cordon` } };
}

/** A customer account's portal: what is in it is what this person may use. */
export default async function PortalLayout({ params, children }: Props) {
  const viewer = await currentViewer((await params).account);
  const me = await currentSession();
  // what the seer is asked to do themselves waits until they are themselves again
  const grace = me && !viewer.seer && (await readGrace(me));
  const collapsed = (await cookies()).get("rail")?.value === "collapsed";
  return (
    // of what one person saw, nothing is left over on a page of the other
    <Queries key={viewer.seer ? viewer.membershipId : "self"}>
      <NuqsAdapter>
        <ViewerProvider viewer={viewer}>
          <PortalFrame accounts={await ownAccounts()} collapsed={collapsed}>
            {grace && <GraceBanner grace={grace} />}
            {children}
          </PortalFrame>
        </ViewerProvider>
      </NuqsAdapter>
    </Queries>
  );
}
