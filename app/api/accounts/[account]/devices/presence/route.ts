import { devicePresence } from "@/lib/devices/device-presence";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(devicePresence, fromSearchParams);
