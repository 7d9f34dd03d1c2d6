import type { IncomingMessage } from "node:http";
import { expect, it, vi } from "vitest";
import { addressOf } from "@/ingest/address-of";

const asked = (forwarded?: string) =>
  ({
    socket: { remoteAddress: "10.0.0.1" },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

it("is what the proxy of ours wrote last, and unknown where it wrote none", () => {
  vi.stubEnv("TRUST_PROXY", "true");
  expect(addressOf(asked("198.51.100.1, 192.0.2.7"))).toBe("192.0.2.7");
  for (const nothing of [undefined, "", "192.0.2.7, ", "192.0.2.7, unknown", "192.0.2.7:443"])
    expect(addressOf(asked(nothing))).toBeNull();
});
