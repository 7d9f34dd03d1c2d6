"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import type { EnrolActions } from "./enrol-actions";
import { RecoveryCodes } from "./recovery-codes";
import { SetupError } from "./setup-error";
import { useAsk } from "./use-ask";

/** Makes ten codes when asked to, and shows them this once. */
export function MakeRecoveryCodes({
  email,
  has,
  make,
  goOn,
  onKept,
  beforehand,
}: {
  email: string;
  /** how many of an earlier set still work */
  has: number;
  make: EnrolActions["makeCodes"];
  goOn: string;
  onKept: () => void;
  /** codes that were made on the way here */
  beforehand?: string[];
}) {
  const { ask, pending, error } = useAsk();
  const [codes, setCodes] = useState(beforehand);

  async function begin() {
    const answer = await ask(make);
    if (answer) setCodes(answer.data);
  }

  if (codes) return <RecoveryCodes codes={codes} email={email} goOn={goOn} onKept={onKept} />;
  return (
    <div className="flex flex-col gap-4">
      <SetupError error={error} title="No codes were made" />
      <p className="text-sm">
        They are shown once, right after they are made.
        {has > 0 && ` The ${has === 1 ? "one" : has} you have left will stop working at that moment.`}
      </p>
      <div>
        <Button variant="primary" pending={pending} onClick={begin}>
          {has > 0 ? "Make ten new codes" : "Make ten codes"}
        </Button>
      </div>
    </div>
  );
}
