"use client";

import { Download, Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { CopyButton } from "../ui/copy-button";

/** Codes that are shown this once: to copy, keep as a file, or print. Nothing brings them back. */
export function RecoveryCodes({
  codes,
  email,
  goOn,
  onKept,
}: {
  codes: string[];
  email: string;
  /** What the button says that leaves. */
  goOn: string;
  onKept: () => void;
}) {
  const [kept, setKept] = useState(false);

  useEffect(() => {
    if (kept) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [kept]);

  return (
    <div className="flex flex-col gap-4">
      <div data-print-alone>
        <div className="hidden pb-4 print:block">
          <p className="font-semibold text-lg">Cordon recovery codes</p>
          <p>
            {email}. Each works once, instead of a second factor. Keep them where only you can reach them.
          </p>
        </div>
        <ol
          aria-label="Recovery codes"
          className="identifier grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-lg border border-line bg-canvas p-4 text-base! sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code} className="whitespace-nowrap tracking-wide">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join("\n")}>Copy</CopyButton>
        <Button icon={<Download />} onClick={() => download(codes, email)}>
          Download
        </Button>
        <Button icon={<Printer />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <div className="flex flex-col gap-4 border-line border-t pt-4">
        <Checkbox
          label="I have kept them"
          help="Away from the phone or key they stand in for: a password manager, or paper in a safe place."
          checked={kept}
          onCheckedChange={(now) => setKept(now === true)}
        />
        <div>
          <Button variant="primary" disabled={!kept} onClick={onKept}>
            {goOn}
          </Button>
        </div>
      </div>
    </div>
  );
}

function download(codes: string[], email: string) {
  const text = `Cordon recovery codes for ${email}\nEach works once, instead of a second factor.\n\n${codes.join("\n")}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "cordon-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}
