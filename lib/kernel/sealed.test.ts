import { expect, it } from "vitest";
import { seal, unseal } from "@/lib/kernel/sealed";

it("opens for its purpose only, and not once changed", () => {
  const sealed = seal("mail", "the link is /reset-password/abc – é");
  expect(sealed).not.toContain("reset");
  expect(unseal("mail", sealed)).toBe("the link is /reset-password/abc – é");
  expect(() => unseal("credential", sealed)).toThrow();
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  for (const index of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal("mail", `v1.${changed.toString("base64url")}`)).toThrow();
  }
  for (const rubbish of ["", "v1.", "v2.abc", "v1.AAAA"]) expect(() => unseal("mail", rubbish)).toThrow();
  expect(seal("mail", "same")).not.toBe(seal("mail", "same"));
});
