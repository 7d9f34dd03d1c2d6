import type { Metadata } from "next";
import type { ReactNode } from "react";
import { StepUpProvider } from "@/components/proof/step-up";
import { Wordmark } from "@/components/shell/mark";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { Avatar } from "@/components/ui/avatar";
import { SkipLink } from "@/components/ui/skip-link";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { ToastRegion } from "@/components/ui/toast";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { signOutAction } from "../(sign-in)/actions";
import { proofActions } from "../(sign-in)/proof-actions";

export const metadata: Metadata = { title: { default: "You", template: "%s · You · Cordon" } };

const tabs = [
  { href: "/you", label: "Profile" },
  { href: "/you/security", label: "Security" },
  { href: "/you/sessions", label: "Sessions" },
];

/** What belongs to a person whatever account they are in. Each page asks for itself who that is. */
export default async function YouLayout({ children }: { children: ReactNode }) {
  const me = await signedInOrRedirect();
  return (
    <StepUpProvider actions={proofActions}>
      <ToastRegion>
        <SkipLink />
        <div className="mx-auto flex min-h-dvh max-w-3xl flex-col px-4 pt-6 pb-16 sm:px-6 sm:pt-8">
          <header className="print:hidden">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <Wordmark />
              <div className="flex items-center gap-3">
                <TextLink href="/accounts" className="text-sm">
                  Back to your accounts
                </TextLink>
                <SignOutButton action={signOutAction} />
              </div>
            </div>
            <div className="mt-8 flex items-center gap-3">
              <Avatar name={me.name} className="size-11 text-sm" />
              <div className="min-w-0">
                <p className="truncate font-semibold text-lg">{me.name}</p>
                <p className="truncate text-ink-muted text-sm">{me.email}</p>
              </div>
            </div>
          </header>
          <div className="mt-5">
            <Tabs label="You" items={tabs} />
          </div>
          <main id="main" tabIndex={-1} className="mt-6 flex flex-col gap-5 outline-none">
            {children}
          </main>
        </div>
      </ToastRegion>
    </StepUpProvider>
  );
}
