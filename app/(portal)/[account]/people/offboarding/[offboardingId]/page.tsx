import type { Metadata } from "next";
import { OffboardingProof } from "@/components/people/offboarding-proof";
import { ask } from "@/lib/operation/ask";
import { getOffboarding } from "@/lib/people/get-offboarding";

export const metadata: Metadata = { title: "What ended" };

export default async function Page({
  params,
}: {
  params: Promise<{ account: string; offboardingId: string }>;
}) {
  const { account, offboardingId } = await params;
  return <OffboardingProof proof={await ask(account, getOffboarding, { offboardingId })} />;
}
