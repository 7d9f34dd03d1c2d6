import { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listDeviceReach, fromSearchParams);
