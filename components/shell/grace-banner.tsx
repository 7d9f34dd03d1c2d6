"use client";

import { X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { sayDay } from "../factors/say-day";
import { Banner } from "../ui/banner";
import { IconButton } from "../ui/icon-button";
import { LinkButton } from "../ui/link-button";

/** For who must have a second factor soon and has none. Put away it is back on the next page. */
export function GraceBanner({ grace }: { grace: { account: string; until: string } }) {
  const path = usePathname();
  const [putAwayOn, setPutAwayOn] = useState<string>();
  if (putAwayOn === path) return null;
  return (
    <Banner
      tone="warn"
      title={`Set up a second factor by ${sayDay(grace.until)}: from then on ${grace.account} opens with nothing less`}
      className="mb-5 print:hidden"
      action={
        <>
          <LinkButton href="/you/security" size="sm">
            Set it up
          </LinkButton>
          <IconButton label="Put away on this page" icon={<X />} onClick={() => setPutAwayOn(path)} />
        </>
      }
    />
  );
}
