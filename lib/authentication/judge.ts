import type { Credential, DeviceReason, SignOn, Verdict } from "@/lib/authentication/sign-on";

/**
 * Judges a sign-on. credentials are all that answer to its username, the newest first; right are those of them whose password
 * was shown. A username may answer to an old and a new password while one takes over from the other.
 */
export function judge(
  credentials: readonly Credential[],
  right: readonly Credential[],
  signOn: SignOn,
  now: Date,
): Verdict {
  const [newest] = credentials;
  if (!newest) return { accept: false, reason: "unknown_user", device: null };
  const refuse = (reason: DeviceReason, { accountId, deviceId }: Credential): Verdict => ({
    accept: false,
    reason,
    device: { accountId, id: deviceId },
  });
  const [first] = right;
  if (!first) return refuse("wrong_password", newest);
  const good = right.find((each) => whyNotGood(each, now) === null);
  if (!good) return refuse(whyNotGood(first, now) ?? "revoked", first);
  const why = whyDeviceMayNot(good) ?? mismatch(good, signOn);
  return why ? refuse(why, good) : { accept: true, credential: good };
}

/** Whether a credential that was accepted would be accepted again at this moment, whatever is shown with it. */
export const isStillGood = (credential: Credential, now: Date): boolean =>
  whyNotGood(credential, now) === null && whyDeviceMayNot(credential) === null;

function whyNotGood({ revokedAt, validFrom, validUntil }: Credential, now: Date): DeviceReason | null {
  if (revokedAt) return "revoked";
  if (validFrom > now) return "not_yet_valid";
  if (validUntil && validUntil <= now) return "expired";
  return null;
}

function whyDeviceMayNot({ state, isolated }: Credential): DeviceReason | null {
  if (state === "terminated") return "terminated";
  if (isolated) return "isolated";
  if (state === "suspended") return "suspended";
  return state === "active" ? null : "not_active";
}

function mismatch(credential: Credential, signOn: SignOn): DeviceReason | null {
  for (const kind of credential.boundTo) {
    const own = bare(kind, credential[kind]);
    if (!own || own !== bare(kind, signOn[kind])) return `${kind}_mismatch`;
  }
  const { nasOnly } = credential;
  if (nasOnly.length > 0 && !signOn.nas.some((name) => nasOnly.includes(name))) return "nas_mismatch";
  return null;
}

/** An IMEI's last digits are a check digit or a software version (3GPP TS 23.003 section 6.2): the first 14 name the equipment. */
const bare = (kind: "imsi" | "msisdn" | "imei", number: string | null): string | null =>
  number && kind === "imei" ? (number.length >= 14 ? number.slice(0, 14) : null) : number;
