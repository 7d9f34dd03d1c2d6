import { listDevices } from "@/lib/devices/list-devices";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listDevices, fromSearchParams);
