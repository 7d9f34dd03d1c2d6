import type { Metadata } from "next";
import { ReviewReport } from "@/components/reviews/review-report";
import { ask } from "@/lib/operation/ask";
import { getReport } from "@/lib/reviews/get-report";

export const metadata: Metadata = { title: "Review report" };

export default async function Page({ params }: { params: Promise<{ account: string; reviewId: string }> }) {
  const { account, reviewId } = await params;
  return <ReviewReport report={await ask(account, getReport, { reviewId })} />;
}
