"use server";

import { action } from "@/lib/operation/action";
import { changePolicy } from "@/lib/policy/change-policy";
import { remindMembers } from "@/lib/policy/remind-members";

export const save = action(changePolicy);
export const remind = action(remindMembers);
