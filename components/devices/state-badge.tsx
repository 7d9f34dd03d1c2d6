import type { DeviceState } from "@/lib/devices/state";
import { Badge } from "../ui/badge";
import { stateWords } from "./device-words";

export function StateBadge({ state, isolated }: { state: DeviceState; isolated?: boolean }) {
  const { word, tone } = stateWords[state];
  return (
    <span className="inline-flex items-center gap-1 align-middle">
      <Badge tone={tone} icon>
        {word}
      </Badge>
      {isolated && (
        <Badge tone="bad" icon>
          Isolated
        </Badge>
      )}
    </span>
  );
}
