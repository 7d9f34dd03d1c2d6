import { networkChoices } from "@/lib/devices/network-choices";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(networkChoices, fromSearchParams);
