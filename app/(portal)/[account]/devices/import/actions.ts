"use server";

import { cancelImport } from "@/lib/imports/cancel-import";
import { startImport } from "@/lib/imports/start-import";
import { action } from "@/lib/operation/action";

export const start = action(startImport);
export const cancel = action(cancelImport);
