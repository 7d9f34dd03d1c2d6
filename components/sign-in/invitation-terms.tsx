import { ExactTime } from "../ui/exact-time";
import { KeyValues } from "../ui/key-values";

/** What accepting gives, said before it is accepted. */
export function InvitationTerms({
  role,
  groups,
  accessEndsAt,
  secondFactorRequired,
}: {
  role: string;
  groups: string[] | null;
  accessEndsAt: string | null;
  secondFactorRequired: boolean;
}) {
  return (
    <KeyValues
      items={[
        { label: "Role", value: role },
        { label: "Where", value: groups === null ? "Whole account" : groups.join(", ") || "No group" },
        { label: "Until", value: accessEndsAt ? <ExactTime at={accessEndsAt} /> : "No end date" },
        ...(secondFactorRequired
          ? [
              {
                label: "Second factor",
                value: "Required",
                help: "If you have none yet, you set one up right after joining. It takes about two minutes.",
              },
            ]
          : []),
      ]}
    />
  );
}
