import { countDevices } from "@/lib/devices/count-devices";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(countDevices, fromSearchParams);
