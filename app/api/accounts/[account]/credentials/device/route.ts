import { credentialsOfDevice } from "@/lib/credentials/credentials-of-device";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(credentialsOfDevice, fromSearchParams);
