import { listCredentials } from "@/lib/credentials/list-credentials";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listCredentials, fromSearchParams);
