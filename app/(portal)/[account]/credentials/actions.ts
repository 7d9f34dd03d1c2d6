"use server";

import { changeCredentialRules } from "@/lib/credentials/change-rules";
import { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { revokeCredential } from "@/lib/credentials/revoke-credential";
import { action } from "@/lib/operation/action";

export const generate = action(generateCredential);
export const rotate = action(rotateCredential);
export const reveal = action(revealCredential);
export const revoke = action(revokeCredential);
export const changeRules = action(changeCredentialRules);
