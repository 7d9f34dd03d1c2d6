import type { Metadata } from "next";
import { StartReviewForm } from "@/components/reviews/start-review-form";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { listReviewers } from "@/lib/reviews/list-reviewers";
import { listRoles } from "@/lib/roles/list-roles";
import { start } from "../actions";

export const metadata: Metadata = { title: "Start a review" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const { permissions } = await currentViewer(account);
  const { reviewers } = await ask(account, listReviewers, {});
  const roles = permissions["member.view"] ? (await ask(account, listRoles, {})).roles : [];
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[{ label: "Reviews", href: `/${account}/people/reviews` }, { label: "Start a review" }]}
      />
      <PageHeader
        title="Start a review"
        description="Every grant in it gets a named reviewer, who keeps, narrows or ends it with a reason."
      />
      <StartReviewForm
        roles={roles.map(({ id, name }) => ({ id, name }))}
        reviewers={reviewers}
        start={start}
      />
    </div>
  );
}
