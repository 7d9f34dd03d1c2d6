import type { Permission } from "@/lib/access/permissions";

/** What can be done to many devices at once, and the permission that each device is asked for. */
export const bulkKinds = {
  activate: { permission: "device.activate", words: "Activate devices" },
  suspend: { permission: "device.suspend", words: "Suspend devices" },
  resume: { permission: "device.suspend", words: "Resume devices" },
  isolate: { permission: "device.isolate", words: "Isolate devices" },
  release: { permission: "device.isolate", words: "Release devices" },
  add_to_group: { permission: "group.assign", words: "Put devices into a group" },
  generate_credentials: { permission: "credential.generate", words: "Generate credentials" },
  rotate_credentials: { permission: "credential.generate", words: "Renew credentials" },
  remove_from_group: { permission: "group.assign", words: "Take devices out of a group" },
} as const satisfies Record<string, { permission: Permission; words: string }>;

export type BulkKind = keyof typeof bulkKinds;
export type StateKind = "activate" | "suspend" | "resume" | "isolate" | "release";
export type GroupKind = "add_to_group" | "remove_from_group";
export type CredentialKind = "generate_credentials" | "rotate_credentials";
export type BulkPermission = (typeof bulkKinds)[BulkKind]["permission"];

/** What the worker needs to do the work, kept with it. */
export interface BulkInput {
  reason?: string;
  group?: { id: string; name: string };
  /** of new credentials: from when until when they are good, and what becomes of those they replace */
  credentials?: {
    validFrom: string;
    validUntil: string | null;
    replacing: { oldUntil: string | null; endsOnFirstUse: boolean } | null;
    /** with what else, and from where alone, the network accepts them; work begun before this was kept has neither */
    boundTo?: ("imsi" | "msisdn" | "imei")[];
    nasOnly?: string[];
  };
  /** how many devices were named one by one; those beyond the total were not where the asker may do this */
  asked?: number;
}
