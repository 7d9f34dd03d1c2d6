import type { Metadata } from "next";
import { CompanyList } from "@/components/people/company-list";
import { CompanyRemoval } from "@/components/people/company-removal";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { listCompanies } from "@/lib/people/list-companies";
import { previewCompany } from "@/lib/people/preview-company";
import { removeAll } from "../actions";

export const metadata: Metadata = { title: "Companies" };

type Props = {
  params: Promise<{ account: string }>;
  searchParams: Promise<{ company?: string | string[] }>;
};

/** Everybody of one company leaves at once: choose it, read who and what that is, confirm. */
export default async function Page({ params, searchParams }: Props) {
  const { account } = await params;
  const { company } = await searchParams;
  if (typeof company === "string" && company.trim())
    return <CompanyRemoval first={await ask(account, previewCompany, { company })} remove={removeAll} />;
  const { companies, more } = await ask(account, listCompanies, {});
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Companies" }]} />
      <PageHeader
        title="Companies"
        description="Where the people of this account come from. When the work with one is over, all of its people leave together."
      />
      <CompanyList companies={companies} more={more} />
    </div>
  );
}
