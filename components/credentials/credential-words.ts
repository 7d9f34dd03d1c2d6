import type { Tone } from "@/components/ui/tone";
import type { CredentialState } from "@/lib/credentials/state";

export const stateWords: Record<CredentialState, { word: string; tone: Tone }> = {
  good: { word: "Good", tone: "ok" },
  not_yet: { word: "Not yet", tone: "wait" },
  replaced: { word: "Being replaced", tone: "wait" },
  expired: { word: "Expired", tone: "quiet" },
  revoked: { word: "Revoked", tone: "quiet" },
};

/** What a wrong password may be where the device's current password is kept one way. */
export const wrongOrChap = "Wrong password, or CHAP: the password is kept one way and answers PAP only";

export const failureWords: Record<string, string> = {
  wrong_password: "Wrong password",
  revoked: "The credential is revoked",
  expired: "The credential is expired",
  not_yet_valid: "The credential is not good yet",
  isolated: "The device is isolated",
  suspended: "The device is suspended",
  terminated: "The device is terminated",
  not_active: "The device is not active",
  imsi_mismatch: "Another IMSI than the device's",
  msisdn_mismatch: "Another MSISDN than the device's",
  imei_mismatch: "Another IMEI than the device's",
  nas_mismatch: "From a NAS that is not allowed",
};
