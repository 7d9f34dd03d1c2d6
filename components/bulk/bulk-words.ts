import type { BulkKind } from "@/lib/bulk/kinds";

const devices = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "device" : "devices"}`;

interface Words {
  /** on the button in the bar */
  button: string;
  /** what will happen, to how many */
  title: (count: number, group?: string) => string;
  consequence: string;
  done: string;
  /** what it cannot undo */
  irreversible?: string;
  /** what else follows */
  also?: string[];
  /** why some of the selected ones are left as they are */
  unfit?: (count: number) => string;
}

const are = (count: number) => (count === 1 ? "is" : "are");

export const bulkWords: Record<BulkKind, Words> = {
  activate: {
    button: "Activate",
    title: (count) => `Activate ${devices(count)}`,
    consequence: "They go from stock into service and may use the network.",
    done: "Activated",
    unfit: (count) => `${devices(count)} ${are(count)} not in stock and will be refused.`,
  },
  suspend: {
    button: "Suspend",
    title: (count) => `Suspend ${devices(count)}`,
    consequence:
      "They are out of service until somebody resumes them: the network refuses them, and the sessions they have are asked to end.",
    done: "Suspended",
    unfit: (count) => `${devices(count)} ${are(count)} not active and will be refused.`,
  },
  resume: {
    button: "Resume",
    title: (count) => `Resume ${devices(count)}`,
    consequence: "They are back in service.",
    done: "Resumed",
    unfit: (count) => `${devices(count)} ${are(count)} not suspended and will be refused.`,
  },
  isolate: {
    button: "Isolate",
    title: (count) => `Isolate ${devices(count)}`,
    consequence: "The network refuses them from now on, and the sessions they have are asked to end.",
    done: "Isolated",
    irreversible: "A session that has ended does not come back. What a device was sending over it is lost.",
    also: [
      "Their credentials stay, and are refused as long as they are isolated.",
      "What the network shows of each can be followed, and they can be released at any time.",
    ],
    unfit: (count) => `${devices(count)} ${are(count)} isolated or terminated already and will be refused.`,
  },
  release: {
    button: "Release",
    title: (count) => `Release ${devices(count)}`,
    consequence: "The network lets them in again, as far as their state does.",
    done: "Released",
    unfit: (count) => `${devices(count)} ${are(count)} not isolated and will be refused.`,
  },
  generate_credentials: {
    button: "Generate credentials",
    title: (count) => `Generate credentials for ${devices(count)}`,
    consequence: "Each gets a username and a random password of its own.",
    done: "Has a credential",
  },
  rotate_credentials: {
    button: "Renew credentials",
    title: (count) => `Renew the credentials of ${devices(count)}`,
    consequence: "Each gets a new password beside the one it has.",
    done: "Has a new one",
  },
  add_to_group: {
    button: "Add to a group",
    title: (count, group) => `Put ${devices(count)} into ${group ?? "a group"}`,
    consequence: "Everyone whose access covers that group will see them and may work on them.",
    done: "In the group",
  },
  remove_from_group: {
    button: "Remove from a group",
    title: (count, group) => `Take ${devices(count)} out of ${group ?? "a group"}`,
    consequence: "Whoever sees them only through that group will see them no more.",
    done: "Out of the group",
  },
};

export const statusWords = {
  waiting: { tone: "wait", word: "Waiting to begin" },
  running: { tone: "wait", word: "Running" },
  done: { tone: "ok", word: "Finished" },
  cancelled: { tone: "warn", word: "Cancelled" },
  failed: { tone: "bad", word: "Failed" },
} as const;
