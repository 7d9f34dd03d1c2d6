import { PersonOfRole } from "@/components/roles/person-of-role";
import { useViewer } from "@/components/shell/viewer";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { Foreseen } from "@/lib/roles/foresee";

const say = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
const people = (count: number) => say(count, "person", "people");
const devices = (count: number) => say(count, "device", "devices");

/** Who gains and who loses what, on how many devices, before anything is saved. */
export function RoleEffect({
  effect,
  draft,
}: {
  effect: Foreseen;
  /** what would be saved; left out where one person cannot be looked at */
  draft?: Record<string, unknown>;
}) {
  const { account } = useViewer();
  const { gaining, losing, unchanged, invitations } = effect;
  if (gaining + losing === 0 && invitations.length === 0)
    return (
      <Status tone="ok">
        {unchanged > 0
          ? `Nothing changes for the ${people(unchanged)} who ${unchanged === 1 ? "has" : "have"} it`
          : "Nobody is affected"}
      </Status>
    );
  const told = effect.people.length;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <dl className="grid grid-cols-2 gap-3">
        <Sum
          label="gain something"
          count={gaining}
          devices={effect.devices && gaining > 0 ? effect.devices.gained : null}
        />
        <Sum
          label="lose something"
          count={losing}
          devices={effect.devices && losing > 0 ? effect.devices.lost : null}
        />
      </dl>
      {unchanged > 0 && (
        <p className="text-ink-muted">
          Nothing changes for {people(unchanged)} with this role, because of what else they have.
        </p>
      )}
      {told > 0 && (
        <ul className="max-h-96 divide-y divide-line overflow-y-auto rounded-lg border border-line">
          {effect.people.map((person) => (
            <li key={person.id} className="px-3 py-2">
              <TextLink href={`/${account.slug}/people/${person.id}`}>{person.name}</TextLink>
              {person.isYou && <span className="text-ink-muted"> (you)</span>}
              <Difference {...person} />
              {draft && <PersonOfRole name={person.name} draft={{ ...draft, memberId: person.id }} />}
            </li>
          ))}
        </ul>
      )}
      {effect.affected > told && told > 0 && (
        <p className="text-ink-muted">The first {told} people are listed.</p>
      )}
      {invitations.length > 0 && (
        <div>
          <p className="font-medium">Open invitations change, too</p>
          <ul className="mt-1 divide-y divide-line rounded-lg border border-line">
            {invitations.map(({ name, gains, loses }) => (
              <li key={name} className="px-3 py-2">
                {name}
                <Difference gains={gains} loses={loses} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Sum({ label, count, devices: on }: { label: string; count: number; devices: number | null }) {
  return (
    <div>
      <dt className="sr-only">People who {label}</dt>
      <dd>
        <span className="font-semibold text-lg tabular-nums">{people(count)}</span>
        <span className="block text-ink-muted">
          {label}
          {on !== null && ` on ${devices(on)}`}
        </span>
      </dd>
    </div>
  );
}

function Difference({
  gains,
  loses,
  devicesGained,
  devicesLost,
}: {
  gains: string[];
  loses: string[];
  devicesGained?: number | null;
  devicesLost?: number | null;
}) {
  const on = (count: number | null | undefined) =>
    count ? <span className="text-ink-muted"> · on {devices(count)}</span> : null;
  return (
    <>
      {gains.length > 0 && (
        <p className="text-ok">
          <span aria-hidden="true">+ </span>
          <span className="sr-only">Gains </span>
          {gains.join(", ")}
          {on(devicesGained)}
        </p>
      )}
      {loses.length > 0 && (
        <p className="text-bad">
          <span aria-hidden="true">− </span>
          <span className="sr-only">Loses </span>
          {loses.join(", ")}
          {on(devicesLost)}
        </p>
      )}
    </>
  );
}
