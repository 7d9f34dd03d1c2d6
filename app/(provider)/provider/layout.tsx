import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { ProviderFrame } from "./provider-frame";

export const metadata: Metadata = { title: { default: "Provider", template: "%s · Provider · Cordon" } };

/** The provider's own console. It shows that it exists to its operators only; each page asks for its permission itself. */
export default async function ProviderLayout({ children }: { children: ReactNode }) {
  const me = await signedInOrRedirect();
  if (me.providerRole !== "operator") notFound();
  const collapsed = (await cookies()).get("rail")?.value === "collapsed";
  return (
    <ProviderFrame name={me.name} email={me.email} collapsed={collapsed}>
      {children}
    </ProviderFrame>
  );
}
