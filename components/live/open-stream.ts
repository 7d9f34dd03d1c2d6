import type { LiveEvent } from "@/lib/live/filter";
import type { LiveStateName } from "../shell/live-state";

interface Hearing {
  onState(state: LiveStateName): void;
  /** a connection was made: whatever happened before it is not known */
  onResync(): void;
  onChange(event: LiveEvent): void;
  /** who looks may no longer look */
  onEnd(): void;
}

const SILENT_MS = 25_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Listens while the page can be seen. A hidden page lets go, because a browser opens few connections to one server, and
 * begins anew when it is seen again. A connection that falls silent is given up and made again.
 */
export function openStream(account: string, hearing: Hearing): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(again, SILENT_MS);
  }
  function letGo() {
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
    source = undefined;
  }
  function again() {
    letGo();
    failures += 1;
    hearing.onState(failures > 2 ? "offline" : "catching-up");
    retry = setTimeout(begin, Math.min(500 * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2));
  }
  function begin() {
    letGo();
    source = new EventSource(`/api/accounts/${encodeURIComponent(account)}/live`);
    heard();
    source.addEventListener("resync", () => {
      failures = 0;
      heard();
      hearing.onResync();
    });
    source.addEventListener("beat", heard);
    source.addEventListener("change", (event) => {
      heard();
      hearing.onChange(JSON.parse(event.data) as LiveEvent);
    });
    source.addEventListener("end", () => {
      letGo();
      hearing.onState("offline");
      hearing.onEnd();
    });
    source.onerror = again;
  }
  function follow() {
    if (document.visibilityState === "visible") {
      if (!source) begin();
    } else letGo();
  }

  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    letGo();
  };
}
