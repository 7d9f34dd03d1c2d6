import { MapPinOff } from "lucide-react";
import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Identifier } from "@/components/ui/identifier";
import { LinkButton } from "@/components/ui/link-button";
import { ownAccounts } from "@/lib/auth/own/own-accounts";
import { outsideOrRedirect } from "@/lib/operation/viewer";
import { signOutAction } from "../../../actions";

export const metadata: Metadata = { title: "Not from this address" };

/** For a member who comes from an address the account has not named. From one it has, this leads into the account. */
export default async function OutsidePage({ params }: { params: Promise<{ account: string }> }) {
  const { account, address } = await outsideOrRedirect((await params).account);
  const others = (await ownAccounts()).length > 1;
  return (
    <AuthShell title={account.name} footer={<SignOutButton action={signOutAction} />}>
      <EmptyState
        icon={<MapPinOff />}
        title="Not from this address"
        action={
          <>
            <LinkButton href={`/${account.slug}`} variant="primary">
              Try again
            </LinkButton>
            {others && <LinkButton href="/accounts">Your other accounts</LinkButton>}
          </>
        }
      >
        <p>
          {account.name} can be opened only from addresses its administrators have named.{" "}
          {address ? (
            <>
              Yours is none of them: <Identifier value={address} label="address" max={40} />
            </>
          ) : (
            "The address you come from is not known to Cordon."
          )}
        </p>
        <p className="mt-3">
          Use the network or VPN of {account.name}, then try again. If you should get in from here, tell an
          administrator this address.
        </p>
      </EmptyState>
    </AuthShell>
  );
}
