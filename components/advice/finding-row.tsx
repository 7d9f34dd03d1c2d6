"use client";

import { Shield } from "lucide-react";
import type { AdviceActions } from "@/components/advice/advice-actions";
import { sayFinding, sayNoOffer } from "@/components/advice/finding-words";
import { OfferButton } from "@/components/advice/offer-button";
import { PutAside, TakeUpAgain } from "@/components/advice/put-aside";
import type { RoleOption } from "@/components/people/access-fields";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { listAdvice } from "@/lib/advice/list-advice";

export type FoundRow = OutputOf<typeof listAdvice>["findings"][number];

/** One finding: about whom, what, since when, and what can be done. */
export function FindingRow({
  finding,
  days,
  roles,
  actions,
}: {
  finding: FoundRow;
  days: number;
  roles: RoleOption[];
  actions: AdviceActions;
}) {
  const { account, can } = useViewer();
  const { kind, subjectId, member, group, grant, dismissal } = finding;
  const words = sayFinding(finding, days);
  const noOffer = sayNoOffer(finding);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium text-sm">
          {member && <TextLink href={`/${account.slug}/people/${member.id}`}>{member.name}</TextLink>}
          {group && <TextLink href={`/${account.slug}/groups/${group.id}`}>{group.name}</TextLink>}
          {member?.company && <span className="font-normal text-ink-muted"> · {member.company}</span>}
          {group && (
            <span className="font-normal text-ink-muted">
              {" "}
              · {group.deviceCount.toLocaleString("en-GB")} {group.deviceCount === 1 ? "device" : "devices"}
            </span>
          )}
        </p>
        <p className="text-sm">{words}.</p>
        <Since grant={grant} member={kind === "stale" || kind === "elevated" ? member : null} />
        <Permissions permissions={finding.permissions} />
        {noOffer && <p className="mt-1 text-ink-muted text-sm">{noOffer}</p>}
        {dismissal && (
          <p className="mt-1 text-ink-muted text-sm">
            Put aside by {dismissal.by} <RelativeTime at={dismissal.at} />: “{dismissal.reason}” Asked again{" "}
            <RelativeTime at={dismissal.until} />.
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {member &&
          !dismissal &&
          finding.offers.map((offer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an offer has nothing of its own to be known by
            <OfferButton key={index} offer={offer} member={member} roles={roles} actions={actions} />
          ))}
        {kind !== "elevated" &&
          can("grant.manage") &&
          (dismissal ? (
            <TakeUpAgain subject={{ kind, subjectId }} restore={actions.restore} />
          ) : (
            <PutAside
              subject={{ kind, subjectId }}
              words={`${member?.name ?? group?.name}: ${words}.`}
              days={days}
              dismiss={actions.dismiss}
            />
          ))}
      </div>
    </li>
  );
}

function Since({ grant, member }: { grant: FoundRow["grant"]; member: FoundRow["member"] }) {
  if (!grant && !member?.lastSeenAt) return null;
  return (
    <p className="text-ink-muted text-sm">
      {grant ? (
        <>
          Held since <RelativeTime at={grant.since} />
          {grant.endsAt && (
            <>
              , ends <RelativeTime at={grant.endsAt} />
            </>
          )}
        </>
      ) : (
        member?.lastSeenAt && (
          <>
            Last seen <RelativeTime at={member.lastSeenAt} />
          </>
        )
      )}
    </p>
  );
}

const few = 4;

function Permissions({ permissions }: { permissions: FoundRow["permissions"] }) {
  if (permissions.length === 0) return null;
  const sorted = permissions.toSorted((one, other) => Number(other.elevated) - Number(one.elevated));
  const list = (some: FoundRow["permissions"]) => (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-ink-muted text-sm">
      {some.map(({ label, elevated }) => (
        <li key={label} className="inline-flex items-center gap-1">
          {elevated && <Shield className="text-elevated" aria-label="Elevated" />}
          {label}
        </li>
      ))}
    </ul>
  );
  if (sorted.length <= few) return <div className="mt-1">{list(sorted)}</div>;
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-muted hover:text-ink">
        {sorted
          .slice(0, 2)
          .map(({ label }) => label)
          .join(", ")}{" "}
        and {sorted.length - 2} more
      </summary>
      <div className="mt-1">{list(sorted)}</div>
    </details>
  );
}
