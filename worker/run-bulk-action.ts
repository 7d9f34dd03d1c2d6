import type { Member } from "@/lib/access/actor";
import { doGenerating, doRotating } from "@/lib/bulk/do-credentials";
import {
  doActivating,
  doAddingToGroup,
  doIsolating,
  doReleasing,
  doRemovingFromGroup,
  doResuming,
  doSuspending,
} from "@/lib/bulk/do-items";
import {
  beginWork,
  finishWork,
  refuseItems,
  reportWork,
  type WaitingItem,
  waitingItems,
} from "@/lib/bulk/keep-progress";
import { type BulkInput, type BulkKind, bulkKinds } from "@/lib/bulk/kinds";
import { Missing } from "@/lib/kernel/errors";
import type { TaskPayload } from "@/lib/kernel/tasks";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { toVisibleError } from "@/lib/operation/visible-error";

/** How often progress is told, rights are read anew and a cancellation is noticed. */
const beatMs = 500;
const atOnce = 4;
const groupPortion = 100;
const isolatingPortion = 100;
/** Two portions at once: while the database stores one, the next is sealed. */
const credentialPortion = 2_000;

const gone = "Refused: the person who asked is no longer in this account.";
const notAllowed = "Refused: the person who asked may no longer do this.";
const outOfReach = "Refused: this device is not there any more, or out of reach of the person who asked.";

/**
 * Does what somebody asked for many devices, as that person and with the rights they have now. Stops when it is
 * cancelled; begins again after a crash with the first device that has no outcome.
 */
export async function runBulkAction(
  payload: TaskPayload<"run-bulk-action">,
  signal?: AbortSignal,
): Promise<void> {
  const begun = await beginWork(payload);
  if (!begun) return;
  const { permission } = bulkKinds[begun.kind];
  let actor: Member | null = null;
  let beat = 0;
  let after = 0;

  for (;;) {
    const items = await waitingItems(payload, after, isCredentials(begun.kind) ? 4 * credentialPortion : 200);
    if (items.length === 0) break;
    for (const portion of portions(items, begun.kind)) {
      signal?.throwIfAborted();
      if (performance.now() - beat >= beatMs) {
        if (!(await reportWork(payload))) return;
        actor = await resolveMemberById(payload.accountId, payload.userId);
        beat = performance.now();
      }
      if (!actor) {
        await refuseItems(payload, "all", gone);
        return finishWork(payload);
      }
      await Promise.all(portion.map((some) => doSome(payload, begun, actor as Member, some)));
      if (!actor.scopes.has(permission)) {
        await refuseItems(payload, "all", notAllowed);
        return finishWork(payload);
      }
    }
    after = items.at(-1)?.position ?? after;
  }
  await finishWork(payload);
}

/** States are changed device by device, a few at once, but for isolating, which is in a hurry; groups some devices at a time, one after the other. */
function portions(items: readonly WaitingItem[], kind: BulkKind): WaitingItem[][][] {
  const cut = <Each>(list: readonly Each[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, part) =>
      list.slice(part * size, (part + 1) * size),
    );
  if (kind === "add_to_group" || kind === "remove_from_group")
    return cut(items, groupPortion).map((some) => [some]);
  if (isCredentials(kind)) return cut(cut(items, credentialPortion), 2);
  if (kind === "isolate") return cut(cut(items, isolatingPortion), 2);
  return cut(
    items.map((item) => [item]),
    atOnce,
  );
}

const isCredentials = (kind: BulkKind) => kind === "generate_credentials" || kind === "rotate_credentials";

async function doSome(
  work: TaskPayload<"run-bulk-action">,
  { kind, input }: { kind: BulkKind; input: BulkInput },
  actor: Member,
  items: WaitingItem[],
): Promise<void> {
  try {
    const done = new Set(await performSome(actor, kind, input, { bulkActionId: work.bulkActionId, items }));
    const left = items.filter((item) => !done.has(item.position)).map((item) => item.position);
    if (left.length > 0) await refuseItems(work, left, outOfReach);
  } catch (error) {
    const { code, message } = toVisibleError(error);
    if (code === "unavailable") throw error;
    const positions = items.map((item) => item.position);
    const lost = error instanceof Missing && error.noun === "device";
    await refuseItems(work, positions, lost ? outOfReach : message);
  }
}

function performSome(
  actor: Member,
  kind: BulkKind,
  { reason = "", group, credentials }: BulkInput,
  claim: { bulkActionId: string; items: WaitingItem[] },
): Promise<number[]> {
  const groupId = group?.id ?? "";
  switch (kind) {
    case "activate":
      return perform(actor, doActivating, { ...claim, reason });
    case "suspend":
      return perform(actor, doSuspending, { ...claim, reason });
    case "resume":
      return perform(actor, doResuming, { ...claim, reason });
    case "isolate":
      return perform(actor, doIsolating, { ...claim, reason });
    case "release":
      return perform(actor, doReleasing, { ...claim, reason });
    case "generate_credentials":
      return perform(actor, doGenerating, { ...claim, ...termsOf(credentials) });
    case "rotate_credentials":
      return perform(actor, doRotating, { ...claim, ...termsOf(credentials) });
    case "add_to_group":
      return perform(actor, doAddingToGroup, { ...claim, groupId });
    case "remove_from_group":
      return perform(actor, doRemovingFromGroup, { ...claim, groupId });
  }
}

function termsOf(credentials: BulkInput["credentials"]) {
  if (!credentials) throw new Error("Work on credentials was kept without their terms");
  return credentials;
}
