import type { ContainmentCause, ContainmentStatus, ContainmentSummary } from "@/lib/containment/containment";
import type { Tone } from "../ui/tone";

interface Words {
  word: string;
  tone: Tone;
  /** the network is about to show something */
  moving?: boolean;
}

export const statusWords: Record<ContainmentStatus, Words> = {
  ending: { word: "Ending its sessions", tone: "wait", moving: true },
  watching: { word: "Watching whether it stays away", tone: "wait", moving: true },
  away: { word: "Off the network", tone: "ok" },
  still_sending: { word: "Acknowledged but still sending", tone: "bad" },
  gave_up: { word: "Gave up: a session goes on", tone: "bad" },
  released: { word: "Released", tone: "quiet" },
  superseded: { word: "Replaced by a later one", tone: "quiet" },
};

/** In a list, where there is less room. */
export const shortWords: Record<ContainmentStatus, string> = {
  ending: "Ending",
  watching: "Watching",
  away: "Off the network",
  still_sending: "Still sending",
  gave_up: "Gave up",
  released: "Released",
  superseded: "Replaced",
};

export const causeWords: Record<ContainmentCause, string> = {
  isolated: "Isolated",
  suspended: "Suspended",
  terminated: "Terminated",
};

const isOpen = ({ status }: Pick<ContainmentSummary, "status">): boolean =>
  status !== "released" && status !== "superseded";

/** Something of it still moves, or should not be so. */
export const isUnsettled = ({ status }: Pick<ContainmentSummary, "status">): boolean =>
  isOpen({ status }) && status !== "away";
