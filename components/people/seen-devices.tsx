import type { AccessView } from "@/lib/people/describe-access";

/** Which devices somebody sees: how many, the first few by name. */
export function SeenDevices({ devices }: { devices: AccessView["devices"] }) {
  const { count, exact, some, partly } = devices;
  const rest = count - some.length;
  return (
    <div className="text-sm">
      <p className="font-semibold text-lg tabular-nums">
        {exact ? "" : "At most "}
        {count.toLocaleString("en-GB")} {count === 1 ? "device" : "devices"}
      </p>
      {some.length > 0 && (
        <p className="text-ink-muted">
          {some.map((device) => device.label).join(", ")}
          {rest > 0 && ` and ${rest.toLocaleString("en-GB")} more`}
        </p>
      )}
      {partly && <p className="text-ink-muted">Only those that you see yourself are counted here.</p>}
    </div>
  );
}
