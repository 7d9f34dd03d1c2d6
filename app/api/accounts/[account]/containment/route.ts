import { listContainments } from "@/lib/containment/list-containments";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listContainments, fromSearchParams);
