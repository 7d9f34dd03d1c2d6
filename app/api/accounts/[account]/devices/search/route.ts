import { searchDevices } from "@/lib/devices/search-devices";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(searchDevices, fromSearchParams);
