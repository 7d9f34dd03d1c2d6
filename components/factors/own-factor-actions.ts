import type { OwnResult } from "@/lib/auth/own/own-result";

/** Which of somebody's own factors. */
export interface FactorName {
  kind: "app" | "key" | "phone";
  id: string;
}

/** The server actions a page hands to the lists of somebody's own factors. */
export interface OwnFactorActions {
  rename: (given: FactorName & { name: string }) => Promise<OwnResult<null>>;
  remove: (given: FactorName) => Promise<OwnResult<null>>;
}
