import { getDevice } from "@/lib/devices/get-device";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getDevice, fromSearchParams);
