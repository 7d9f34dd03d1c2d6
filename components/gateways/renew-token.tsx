"use client";

import { useState } from "react";
import type { ShownGateway } from "@/lib/nas/gateway";
import type { renewGatewayToken } from "@/lib/provider/renew-gateway-token";
import type { ShownToken } from "../provider/token-dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { FormDialog, textOf } from "./form-dialog";
import type { ProviderActionOf } from "./provider-action";

const ways = [
  {
    value: "until_first_use",
    label: "Until the new one is first used",
    help: "The gateway goes on without a gap. A month at most.",
  },
  { value: "until", label: "Until a moment" },
  {
    value: "ends_at_once",
    label: "No longer",
    help: "For a token that somebody else may have. The gateway keeps its records until it has the new one; devices sign on elsewhere.",
  },
] as const;

type Way = (typeof ways)[number]["value"];

export function RenewToken({
  gateway,
  renew,
  onDone,
  onClose,
}: {
  gateway: ShownGateway;
  renew: ProviderActionOf<typeof renewGatewayToken>;
  onDone: (token: ShownToken) => void;
  onClose: () => void;
}) {
  const [way, setWay] = useState<Way>("until_first_use");
  return (
    <FormDialog
      title={`Renew the token of ${gateway.name}`}
      description="A new token is made and shown once."
      verb="Renew the token"
      send={(form) => {
        const until = new Date(textOf(form, "until"));
        return renew({
          gatewayId: gateway.id,
          oldToken: way,
          until: way === "until" && !Number.isNaN(until.getTime()) ? until.toISOString() : null,
        });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <Field name="oldToken" label="The present token is believed">
            <RadioGroup
              options={[...ways]}
              value={way}
              onValueChange={(value) => setWay(value as Way)}
              cards
            />
          </Field>
          {way === "until" && (
            <Field
              name="until"
              label="The present token is good until"
              required
              error={wrong.until}
              help="In your own time zone, within the next 30 days."
            >
              <Input type="datetime-local" className="max-w-60" />
            </Field>
          )}
        </>
      )}
    </FormDialog>
  );
}
