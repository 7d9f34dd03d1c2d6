"use server";

import { changeBinding } from "@/lib/credentials/change-binding";
import { changeCredentialRules } from "@/lib/credentials/change-rules";
import { generateCredential, rotateCredential } from "@/lib/credentials/generate-credential";
import { prepareDownload, previewDownload } from "@/lib/credentials/prepare-download";
import { revealCredential } from "@/lib/credentials/reveal-credential";
import { revokeCredential } from "@/lib/credentials/revoke-credential";
import { action } from "@/lib/operation/action";

export const generate = action(generateCredential);
export const rotate = action(rotateCredential);
export const reveal = action(revealCredential);
export const revoke = action(revokeCredential);
export const bind = action(changeBinding);
export const foreseeDownload = action(previewDownload);
export const prepareFile = action(prepareDownload);
export const changeRules = action(changeCredentialRules);
