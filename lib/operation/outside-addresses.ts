import "server-only";
import type { Actor } from "@/lib/access/actor";
import { CordonError } from "@/lib/kernel/errors";

type Outside = Extract<Actor, { kind: "outside_addresses" }>;

/** A member whose account admits only named addresses, from another one: the account stays shut, and says so. */
export const outsideAddresses = ({ account, address }: Outside) =>
  new CordonError(
    "outside_addresses",
    `${account.name} can be opened only from addresses it has named, and ${
      address === null ? "yours is not known" : `yours, ${address}, is none of them`
    }. Use its network or VPN, or ask an administrator of the account.`,
  );

/** Where a page that cannot be opened from here leads. */
export const outsidePlace = (slug: string): string => `/accounts/outside/${slug}`;
