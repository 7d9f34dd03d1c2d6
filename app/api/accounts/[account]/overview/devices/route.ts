import { fromSearchParams, respond } from "@/lib/operation/respond";
import { overviewDevices } from "@/lib/overview/overview-devices";

export const GET = respond(overviewDevices, fromSearchParams);
