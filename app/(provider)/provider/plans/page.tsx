import type { Metadata } from "next";
import { PlansPage } from "@/components/plans/plans-page";
import { askAsProvider } from "@/lib/operation/ask";
import { listPlans } from "@/lib/plans/list-plans";
import {
  addAddressRangeAction,
  changePlanAction,
  createPlanAction,
  givePlanAction,
  removeAddressRangeAction,
  removePlanAction,
  takePlanAction,
} from "../actions";

export const metadata: Metadata = { title: "Plans" };

const actions = {
  create: createPlanAction,
  change: changePlanAction,
  remove: removePlanAction,
  give: givePlanAction,
  take: takePlanAction,
  addRange: addAddressRangeAction,
  removeRange: removeAddressRangeAction,
};

export default async function Page() {
  return <PlansPage {...(await askAsProvider(listPlans, {}))} actions={actions} />;
}
