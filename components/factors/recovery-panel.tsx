import type { Factors } from "@/lib/auth/factors/answers";
import { Banner } from "../ui/banner";
import { LinkButton } from "../ui/link-button";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

const MADE = 10;
const FEW = 3;

/** How many recovery codes are left. Without a factor there is nothing they would stand in for. */
export function RecoveryPanel({
  recovery,
  hasFactor,
}: {
  recovery: Factors["recovery"];
  hasFactor: boolean;
}) {
  if (!hasFactor) return null;
  const left = recovery?.left ?? 0;
  return (
    <Panel
      title="Recovery codes"
      description="For the day your phone or key is lost. Each works once."
      action={
        <LinkButton href="/you/security/recovery-codes" size="sm" prefetch={false}>
          {recovery ? "Make new ones" : "Make recovery codes"}
        </LinkButton>
      }
    >
      {recovery ? (
        <div className="flex flex-col gap-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
            <span aria-hidden="true" className="flex gap-1">
              {Array.from({ length: MADE }, (_, index) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: ten marks in a row
                  key={index}
                  className={
                    index < left ? "h-2 w-4 rounded-full bg-ok-mark" : "h-2 w-4 rounded-full bg-line"
                  }
                />
              ))}
            </span>
            <span>
              <span className="font-medium tabular-nums">
                {left} of {MADE}
              </span>{" "}
              left{" "}
              <span className="text-ink-muted">
                · made <RelativeTime at={recovery.madeAt} />
              </span>
            </span>
          </p>
          {left <= FEW && (
            <Banner tone="warn" title={left === 0 ? "None is left" : "Few are left"}>
              Make new ones before you need them.
            </Banner>
          )}
        </div>
      ) : (
        <Banner tone="warn" title="You have none">
          If you lose your second factor, only an administrator can let you back in.
        </Banner>
      )}
    </Panel>
  );
}
