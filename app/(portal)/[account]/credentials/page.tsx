import type { Metadata } from "next";
import { CredentialList } from "@/components/credentials/credential-list";
import { credentialFilters } from "@/lib/credentials/filters";
import { getCredentialRules } from "@/lib/credentials/get-rules";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { ask } from "@/lib/operation/ask";
import { bulkActions } from "../bulk/bulk-actions";
import { changeRules } from "./actions";

export const metadata: Metadata = { title: "Credentials" };

type Props = { params: Promise<{ account: string }>; searchParams: Promise<{ show?: string | string[] }> };

export default async function CredentialsPage({ params, searchParams }: Props) {
  const { account } = await params;
  const { show } = await searchParams;
  const filter = credentialFilters.find((each) => each === show) ?? "all";
  const [first, rules] = await Promise.all([
    ask(account, listCredentials, { filter }),
    ask(account, getCredentialRules, {}),
  ]);
  return (
    <CredentialList
      first={first}
      firstFilter={filter}
      rules={rules}
      bulk={bulkActions}
      changeRules={changeRules}
    />
  );
}
