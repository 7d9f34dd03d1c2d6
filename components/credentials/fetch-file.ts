import type { VisibleError } from "@/lib/kernel/errors";
import type { ActionResult } from "@/lib/operation/action";

const brokeOff: VisibleError = {
  code: "unavailable",
  message: "The file broke off and does not open. What left counts as given out. Make a new one.",
};

/** Fetches a promised file, which can be done once, and hands it to the browser to keep. */
export async function fetchFile(
  account: string,
  asked: { downloadId: string; passphrase: string | null },
): Promise<ActionResult<{ name: string }>> {
  try {
    const response = await fetch(`/api/accounts/${account}/credentials/file`, {
      method: "POST",
      headers: { accept: "application/octet-stream", "content-type": "application/json" },
      body: JSON.stringify({ downloadId: asked.downloadId, passphrase: asked.passphrase ?? "" }),
    });
    if (!response.ok) {
      const body = await response.json().catch(() => null);
      return { ok: false, error: body?.error ?? brokeOff };
    }
    const said = response.headers.get("content-disposition") ?? "";
    const name = /filename="([\w.-]+)"/.exec(said)?.[1] ?? "credentials.age";
    keep(name, await response.blob());
    return { ok: true, data: { name } };
  } catch {
    return { ok: false, error: brokeOff };
  }
}

function keep(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
