import { fromSearchParams, respond } from "@/lib/operation/respond";
import { getOwnAccess } from "@/lib/people/get-own-access";

export const GET = respond(getOwnAccess, fromSearchParams);
