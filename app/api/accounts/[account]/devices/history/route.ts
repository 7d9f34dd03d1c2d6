import { deviceHistory } from "@/lib/devices/device-history";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(deviceHistory, fromSearchParams);
