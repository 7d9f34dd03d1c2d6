import { fromSearchParams, respond } from "@/lib/operation/respond";
import { getMember } from "@/lib/people/get-member";

export const GET = respond(getMember, fromSearchParams);
