"use client";

import { useState } from "react";
import { DraftPreview } from "@/components/preview/draft-preview";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";

/** What one of the people who have a role sees and may do before and after it is changed, beside the form. */
export function PersonOfRole({ name, draft }: { name: string; draft: Record<string, unknown> }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setOpen(true)}>
        Before and after<span className="sr-only"> for {name}</span>
      </Button>
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title={name}
        description="Before and after the role is changed"
      >
        {open && <DraftPreview draft={{ of: "role", input: draft }} waiting={null} />}
      </Sheet>
    </>
  );
}
