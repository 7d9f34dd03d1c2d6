import { fromSearchParams, respond } from "@/lib/operation/respond";
import { countOwnItems } from "@/lib/reviews/count-own-items";

export const GET = respond(countOwnItems, fromSearchParams);
