import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ContainmentList } from "@/components/containment/containment-list";
import { listInput, loadListParams } from "@/components/containment/list-params";
import { listContainments } from "@/lib/containment/list-containments";
import { ask } from "@/lib/operation/ask";

export const metadata: Metadata = { title: "Containment" };

type Props = { params: Promise<{ account: string }>; searchParams: Promise<SearchParams> };

export default async function ContainmentPage({ params, searchParams }: Props) {
  const { account } = await params;
  const asked = await loadListParams(searchParams);
  return <ContainmentList first={await ask(account, listContainments, listInput(asked))} asked={asked} />;
}
