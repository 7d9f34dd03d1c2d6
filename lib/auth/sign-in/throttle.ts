import "server-only";
import { type AuthDb, withAuthDb } from "@/db/auth";
import { normaliseRange } from "@/lib/access/address-ranges";
import { countFailure } from "@/lib/auth/sign-in/count-failure";
import { keyedHash } from "@/lib/auth/token";

const rules = {
  // NIST SP 800-63B-4, 3.2.2: after a hundred failures in a row only a new password opens the account
  account: { free: 10, forgottenAfter: "90 days", disabledAfter: 100 },
  // an office or a mobile network stands behind one address, so more is free there
  address: { free: 50, forgottenAfter: "1 day", disabledAfter: null },
} as const;

export interface Attempt {
  email: string;
  address: string | null;
}

/** Whoever has one IPv6 address has its whole /64 (RFC 4291, 2.5.4), so that network is what is counted. */
const addressSubject = (address: string) =>
  `address:${address.includes(":") ? (normaliseRange(`${address.split("%")[0]}/64`) ?? address) : address}`;
const accountSubject = (email: string) => `email:${keyedHash(email)}`;

/** Counts an attempt before it is made, for its account and its address. Returns the seconds to wait when it may not be made. */
export async function countAttempt({ email, address }: Attempt): Promise<number> {
  return withAuthDb(async (db) => {
    const wait = address ? await countAddress(db, address) : 0;
    if (wait > 0) return wait;
    const counted = await countFailure(db, accountSubject(email), rules.account);
    return counted.held ? counted.waitSeconds : 0;
  });
}

/** The same for an attempt that does not say who it is for. */
export async function countAddress(db: AuthDb, address: string): Promise<number> {
  const counted = await countFailure(db, addressSubject(address), rules.address);
  return counted.held ? counted.waitSeconds : 0;
}

/**
 * The attempt succeeded: the account's count starts again, and the address gets back what was taken in advance.
 * Returns how many failures in a row came before.
 */
export async function forgive({ email, address }: Attempt): Promise<number> {
  return withAuthDb(async (db) => {
    // the address before the account, as when an attempt is counted: two sign-ins at once do not wait for each other in a circle
    if (address) await forgiveAddress(db, address);
    const counted = await forgetFailures(db, email);
    return Math.max(0, counted - 1);
  });
}

export async function forgiveAddress(db: AuthDb, address: string): Promise<void> {
  await db
    .updateTable("sign_in_throttle")
    .set((eb) => ({
      failures: eb.fn<number>("greatest", [eb("failures", "-", 1), eb.val(0)]),
      blocked_until: null,
    }))
    .where("subject", "=", addressSubject(address))
    .execute();
}

/** The account's count starts again: after the right password, or a new one set by mail. Returns what was counted. */
export async function forgetFailures(db: AuthDb, email: string): Promise<number> {
  const counted = await db
    .deleteFrom("sign_in_throttle")
    .where("subject", "=", accountSubject(email))
    .returning("failures")
    .executeTakeFirst();
  return counted?.failures ?? 0;
}
