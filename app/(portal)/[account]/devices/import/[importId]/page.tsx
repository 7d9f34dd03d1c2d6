import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportView } from "@/components/imports/import-view";
import { getImport } from "@/lib/imports/get-import";
import { listImportProblems } from "@/lib/imports/list-import-problems";
import { ask } from "@/lib/operation/ask";
import { cancel } from "../actions";

export const metadata: Metadata = { title: "Import" };

type Props = {
  params: Promise<{ account: string; importId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { account, importId } = await params;
  if (!/^[0-9a-f-]{36}$/.test(importId)) notFound();
  const after = Number((await searchParams).after ?? 0);
  const from = Number.isSafeInteger(after) && after > 0 ? after : 0;
  const [first, problems] = await Promise.all([
    ask(account, getImport, { importId }),
    ask(account, listImportProblems, { importId, after: from }),
  ]);
  return <ImportView first={first} problems={problems} cancel={cancel} />;
}
