"use server";

import { action } from "@/lib/operation/action";
import { requestAccess } from "@/lib/people/request-access";

export const request = action(requestAccess);
