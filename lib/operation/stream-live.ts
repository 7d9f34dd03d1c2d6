import "server-only";
import type { Member } from "@/lib/access/actor";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { rereadSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { watchSession } from "@/lib/auth/sessions/watch-session";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { CordonError } from "@/lib/kernel/errors";
import type { LiveMessage } from "@/lib/live/change";
import { filterFor } from "@/lib/live/filter";
import { hear } from "@/lib/live/hear";
import { takePlace } from "@/lib/live/stream-places";
import { outsideAddresses } from "@/lib/operation/outside-addresses";
import { resolveMember } from "@/lib/operation/resolve-actor";
import { toVisibleError } from "@/lib/operation/visible-error";

const BEAT_MS = 10_000;

/**
 * The door of live streams: server-sent events (WHATWG HTML, section 9.2) of what changes in an account, filtered by what the
 * viewer may see at that moment. Begins with `resync`, ends with `end` when the session or the membership is over.
 */
export async function streamLive(account: string, signal: AbortSignal): Promise<Response> {
  const session = await currentSession();
  const address = await clientAddress();
  const actor = await resolveMember(session, account, address);
  if (!session || actor.kind !== "member") {
    if (actor.kind === "outside_addresses") return refuse(outsideAddresses(actor));
    const code = actor.kind === "stranger" ? "not_found" : "unauthenticated";
    return refuse(new CordonError(code, "There is nothing here, or you may not see it."));
  }
  const leave = takePlace(session.sessionId);
  if (!leave)
    return refuse(new CordonError("throttled", "Too many pages are open at once. Close some of them."));
  const stream = new ReadableStream<string>({
    start: (controller) =>
      follow(controller, {
        viewer: actor,
        who: async () => resolveMember(await rereadSession(session.sessionId), account, address),
        session,
        others: session.policy.accounts.map(({ id }) => id).filter((id) => id !== actor.account.id),
        signal,
        leave,
      }),
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function refuse(why: CordonError): Response {
  const { status, ...error } = toVisibleError(why);
  return Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
}

interface Following {
  viewer: Member;
  /** who that is at the time of asking: session, policy and grants are read anew */
  who: () => ReturnType<typeof resolveMember>;
  session: Pick<SignedIn, "sessionId" | "secretHash">;
  /** the person's other accounts, whose policies bind this session too */
  others: readonly string[];
  signal: AbortSignal;
  leave: () => void;
}

function follow(
  controller: ReadableStreamDefaultController<string>,
  { viewer, who, session, others, signal, leave }: Following,
): void {
  const { account } = viewer;
  let over = false;
  let asked = 0;
  const say = (event: string, data: unknown = {}) => {
    if (!over) controller.enqueue(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const close = (lastWord?: string) => {
    if (over) return;
    if (lastWord) say(lastWord);
    over = true;
    clearInterval(beat);
    unwatch();
    for (const unhear of hearing) unhear();
    leave();
    controller.close();
  };
  /** Who this is may have changed; when that cannot be found out, the stream ends rather than go on with what was. */
  const refresh = async () => {
    asked += 1;
    const question = asked;
    const now = await who().catch(() => null);
    if (now?.kind !== "member") return close("end");
    if (question !== asked) return;
    const another = now.membershipId !== viewer.membershipId;
    viewer = now;
    // looking as somebody began or ended: what the page shows is no longer this viewer's
    if (another) say("change", { topic: "access" });
  };
  const pass = async (message: LiveMessage | null) => {
    if (message === null || message.topic === "access") await refresh();
    if (message === null) return say("resync");
    const event = over ? null : filterFor(viewer, message);
    if (event) say("change", event);
  };
  const hearing = [
    hear(account.id, (message) => void pass(message)),
    ...others.map((id) => hear(id, (message) => void (message?.topic === "access" && refresh()))),
  ];
  // of a renewed session its holder comes back with the new secret, and nobody with a copy of the old
  const unwatch = watchSession(session, (why) => close(why === "over" ? "end" : undefined));
  const beat = setInterval(() => {
    // a reader that stopped reading is let go; it comes back and begins anew
    if ((controller.desiredSize ?? 0) < -500) return close();
    say("beat");
    void refresh();
  }, BEAT_MS);
  signal.addEventListener("abort", () => close());
  if (signal.aborted) close();
  say("resync");
}
