import { deviceUsage } from "@/lib/devices/device-usage";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(deviceUsage, fromSearchParams);
