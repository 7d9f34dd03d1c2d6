"use server";

import { action } from "@/lib/operation/action";
import { requestAccess } from "@/lib/people/request-access";
import { withdrawRequest } from "@/lib/people/withdraw-request";

export const request = action(requestAccess);
export const withdraw = action(withdrawRequest);
