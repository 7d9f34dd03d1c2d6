import { getContainment } from "@/lib/containment/get-containment";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getContainment, fromSearchParams);
