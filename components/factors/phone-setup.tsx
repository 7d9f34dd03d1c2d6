"use client";

import { useState } from "react";
import type { PhoneChannel } from "@/lib/auth/factors/answers";
import { Banner } from "../ui/banner";
import type { EnrolActions, Enrolled, SentCode } from "./enrol-actions";
import { PhoneCode } from "./phone-code";
import { PhoneNumber } from "./phone-number";

type Asked = { number: string; channel: PhoneChannel };

/** A phone number: a code goes there, and typing it proves that the phone is at hand. */
export function PhoneSetup({
  actions,
  onDone,
}: {
  actions: Pick<EnrolActions, "startPhone" | "confirmPhone" | "readDelivery">;
  onDone: (enrolled: Enrolled) => void;
}) {
  const [asked, setAsked] = useState<Asked>({ number: "", channel: "text" });
  const [sent, setSent] = useState<SentCode & { at: number }>();

  return (
    <div className="flex flex-col gap-5">
      <Banner tone="warn" title="Weaker than an app or a key">
        Whoever takes over your number, or talks you out of a code, gets in. NIST, the American standards
        body, lists codes by text and call as restricted. Use one where nothing else will do.
      </Banner>
      {sent ? (
        <PhoneCode
          key={sent.at}
          asked={asked}
          sent={sent}
          actions={actions}
          onSentAgain={(code) => setSent({ ...code, at: Date.now() })}
          onOtherNumber={() => setSent(undefined)}
          onDone={onDone}
        />
      ) : (
        <PhoneNumber
          asked={asked}
          send={actions.startPhone}
          onSent={(to, code) => {
            setAsked(to);
            setSent({ ...code, at: Date.now() });
          }}
        />
      )}
    </div>
  );
}
