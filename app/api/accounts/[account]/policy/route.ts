import { respond } from "@/lib/operation/respond";
import { getPolicy } from "@/lib/policy/get-policy";

export const GET = respond(getPolicy, () => ({}));
