import type { Metadata } from "next";
import { RequestPage } from "@/components/people/request-page";
import { ask } from "@/lib/operation/ask";
import { getRequest } from "@/lib/people/get-request";
import { grantAsked, refuseAsked } from "../../actions";

export const metadata: Metadata = { title: "Request" };

export default async function Page({ params }: { params: Promise<{ account: string; requestId: string }> }) {
  const { account, requestId } = await params;
  const first = await ask(account, getRequest, { requestId });
  return <RequestPage first={first} actions={{ grant: grantAsked, refuse: refuseAsked }} />;
}
