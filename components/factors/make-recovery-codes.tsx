"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import type { EnrolActions } from "./enrol-actions";
import { RecoveryCodes } from "./recovery-codes";
import { SetupError } from "./setup-error";
import { useAsk } from "./use-ask";

/** Makes ten codes when asked to, and shows them this once: nothing brings them back. */
export function MakeRecoveryCodes({
  email,
  has,
  atOnce = false,
  make,
  goOn,
  onKept,
}: {
  email: string;
  /** how many of an earlier set still work */
  has: number;
  /** right after the first factor, without being asked */
  atOnce?: boolean;
  make: EnrolActions["makeCodes"];
  goOn: string;
  onKept: () => void;
}) {
  const { ask, pending, error } = useAsk();
  const [codes, setCodes] = useState<string[]>();

  const begin = useCallback(async () => {
    const answer = await ask(make);
    if (answer) setCodes(answer.data);
  }, [ask, make]);

  // a page drawn anew hands down new actions; codes made twice would void those that are read right now
  const begun = useRef(false);
  useEffect(() => {
    if (!atOnce || begun.current) return;
    begun.current = true;
    void begin();
  }, [atOnce, begin]);

  if (codes) return <RecoveryCodes codes={codes} email={email} goOn={goOn} onKept={onKept} />;
  if (atOnce && !error)
    return (
      <div aria-busy="true">
        <Skeleton className="h-40 w-full" />
        <span role="status" className="sr-only">
          Making your recovery codes
        </span>
      </div>
    );
  return (
    <div className="flex flex-col gap-4">
      <SetupError error={error} title="No codes were made" />
      <p className="text-sm">
        They are shown once, right after they are made.
        {has > 0 && ` The ${has === 1 ? "one" : has} you have left will stop working at that moment.`}
      </p>
      <div>
        <Button variant="primary" pending={pending} onClick={() => void begin()}>
          {has > 0 ? "Make ten new codes" : "Make ten codes"}
        </Button>
      </div>
    </div>
  );
}
