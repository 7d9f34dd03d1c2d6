import type { OutputOf } from "@/components/shell/operation-types";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { overviewPeople } from "@/lib/overview/overview-people";

/** Whose access ends soon and which invitations wait; nothing at all when there is nothing to mind. */
export function PeopleToMind({
  account,
  ending,
  invitations,
}: { account: string } & OutputOf<typeof overviewPeople>) {
  if (ending.length === 0 && invitations.open === 0 && invitations.expired === 0) return null;
  const people = `/${account}/people`;
  return (
    <Panel
      title="People"
      action={
        <TextLink href={people} className="text-sm">
          All people
        </TextLink>
      }
    >
      <ul className="flex flex-col gap-2 text-sm">
        {ending.map((grant) => (
          <li key={`${grant.memberId}${grant.endsAt}`}>
            <Status tone="wait" detail={<RelativeTime at={grant.endsAt} />}>
              <TextLink href={`${people}/${grant.memberId}`}>{grant.name}</TextLink> · {grant.role} ends
            </Status>
          </li>
        ))}
        {invitations.open > 0 && (
          <li>
            <Status tone="wait">
              <TextLink href={`${people}?status=invited`}>
                {invitations.open} open {invitations.open === 1 ? "invitation" : "invitations"}
              </TextLink>
            </Status>
          </li>
        )}
        {invitations.expired > 0 && (
          <li>
            <Status tone="warn">
              <TextLink href={`${people}?status=invited`}>
                {invitations.expired} {invitations.expired === 1 ? "invitation" : "invitations"} expired
                unanswered
              </TextLink>
            </Status>
          </li>
        )}
      </ul>
    </Panel>
  );
}
