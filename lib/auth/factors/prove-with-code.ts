import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import type { CodeKind, ProofAnswer } from "@/lib/auth/factors/answers";
import { checkApp } from "@/lib/auth/factors/check-app";
import { checkPhone } from "@/lib/auth/factors/check-phone";
import { checkRecovery } from "@/lib/auth/factors/check-recovery";
import { type Check, prove } from "@/lib/auth/factors/prove";
import { tellRecoveryUsed } from "@/lib/auth/factors/tell-recovery-used";
import { recordInOwnAccounts } from "@/lib/auth/own/record-in-own-accounts";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** A code from the app, by text or call, or one of the saved ones, as proof of who this is. */
export async function proveWithCode(
  me: SignedIn,
  typed: { kind: CodeKind; code: string },
  address: string | null,
): Promise<ProofAnswer> {
  let left = 0;
  const check = async (db: AuthDb, executor: SqlExecutor): Promise<Check> => {
    if (typed.kind === "app") return checkApp(db, me, typed.code);
    if (typed.kind === "phone") return checkPhone(db, me, typed.code);
    const found = await checkRecovery(db, me, typed.code);
    if (found === "right") left = await tellRecoveryUsed({ db, executor }, me, address);
    return found;
  };
  const answer = await prove(me, typed.kind, address, check);
  if (typed.kind === "recovery" && answer.outcome === "done")
    await recordInOwnAccounts(me, {
      operation: "recovery.use",
      action: "recovery.used",
      address,
      detail: { left },
    });
  return answer;
}
