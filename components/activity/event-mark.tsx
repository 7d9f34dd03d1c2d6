import { ToneIcon } from "@/components/ui/tone-icon";
import type { EventView } from "@/lib/audit/read-event";

const say = {
  done: { tone: "ok", word: "Done" },
  refused: { tone: "bad", word: "Refused" },
  failed: { tone: "warn", word: "Failed" },
} as const;

/** Done, refused or failed: a shape and a word for those who do not see it. */
export function EventMark({ outcome }: { outcome: EventView["outcome"] }) {
  return (
    <>
      <ToneIcon tone={say[outcome].tone} />
      <span className="sr-only">{say[outcome].word}: </span>
    </>
  );
}
