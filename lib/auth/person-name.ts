import { findUnkeepable, isOneLine } from "@/lib/kernel/text";

/** What a person may be called: it stands in mails and in the log, so it is one line and stays on it. */
export const isName = (name: string): boolean =>
  name !== "" && name.length <= 100 && isOneLine(name) && findUnkeepable(name) === null;
