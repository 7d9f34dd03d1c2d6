import { getCredentialRules } from "@/lib/credentials/get-rules";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getCredentialRules, fromSearchParams);
