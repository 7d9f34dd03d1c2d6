import { countCredentials } from "@/lib/credentials/count-credentials";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(countCredentials, fromSearchParams);
