import type { Metadata } from "next";
import { MatrixView } from "@/components/matrix/matrix-view";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { getMatrix } from "@/lib/matrix/get-matrix";
import { ask } from "@/lib/operation/ask";
import { revoke } from "../actions";

export const metadata: Metadata = { title: "Permission matrix" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const asked = readFilters(await searchParams);
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <PageHeader
        title="Permission matrix"
        description="Who may do what, in which groups and until when. Open a cell to see why."
      />
      <PeopleTabs account={account} />
      <MatrixView first={await ask(account, getMatrix, asked)} asked={asked} revoke={revoke} />
    </div>
  );
}

/** The filters the matrix knows; anything else in the address is not ours. */
function readFilters(search: Record<string, string | string[] | undefined>) {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? { [name]: value } : {};
  };
  return {
    by: search.by === "roles" ? ("roles" as const) : ("people" as const),
    ...one("search"),
    ...one("group"),
    ...one("area"),
    ...one("permission"),
    ...(search.elevated === "1" ? { elevated: "1" as const } : {}),
    ...(search.unused === "1" ? { unused: "1" as const } : {}),
  };
}
