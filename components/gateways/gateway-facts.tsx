import type { ShownGateway } from "@/lib/nas/gateway";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ExactTime } from "../ui/exact-time";
import { KeyValues } from "../ui/key-values";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Heard, Lag } from "./gateway-signs";

/** How a gateway is believed, and how well it is heard. */
export function GatewayFacts({
  gateway,
  onEndOldToken,
}: {
  gateway: ShownGateway;
  onEndOldToken: () => void;
}) {
  const { addresses, oldToken, refused } = gateway;
  return (
    <>
      {oldToken && (
        <Banner
          tone="wait"
          title="The old token is believed too"
          action={
            <Button size="sm" onClick={onEndOldToken}>
              End it now
            </Button>
          }
        >
          {oldToken.endsOnFirstUse ? "Until the new one is first used, and no later than " : "Until "}
          <ExactTime at={oldToken.until} />.
        </Banner>
      )}
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="On the network">
          <KeyValues
            items={[
              { label: "Last heard", value: <Heard at={gateway.lastHeardAt} /> },
              {
                label: "Lag",
                value: <Lag lag={gateway.lag} />,
                help: "How long records waited on its disk: the longest of a minute.",
              },
              { label: "Records", value: gateway.records.toLocaleString("en-GB") },
              { label: "Registered", value: <ExactTime at={gateway.createdAt} /> },
            ]}
          />
        </Panel>
        <Panel title="How it is believed">
          <KeyValues
            items={[
              {
                label: "Asks from",
                value:
                  addresses.length > 0 ? (
                    <span className="identifier">{addresses.join(", ")}</span>
                  ) : (
                    "Any address"
                  ),
              },
              {
                label: "Token",
                value: (
                  <>
                    set <RelativeTime at={gateway.tokenSetAt} />
                  </>
                ),
                help: gateway.tokenFirstUsedAt ? undefined : "It was not used yet.",
              },
              {
                label: "Refused",
                value: refused
                  ? `${refused.count.toLocaleString("en-GB")} from elsewhere`
                  : "None from elsewhere",
                help: refused && (
                  <>
                    Last <RelativeTime at={refused.at} /> from{" "}
                    <span className="identifier">{refused.address ?? "an unknown address"}</span>
                  </>
                ),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}
