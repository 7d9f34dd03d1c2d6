import { afterEach, beforeEach, expect, it, vi } from "vitest";

const asked: Headers[] = [];
const page = new EventTarget();

beforeEach(() => {
  vi.resetModules();
  asked.length = 0;
  vi.stubGlobal("window", page);
  vi.stubGlobal("fetch", async (_: string, { headers }: RequestInit) => {
    asked.push(new Headers(headers));
    return Response.json({});
  });
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("says of what a page asks on its own that nobody is there", async () => {
  const { fetchJson } = await import("./fetch-json");
  const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
  const saysNobody = async () => {
    await fetchJson("/api/accounts/northwind/devices");
    return asked.at(-1)?.has("x-cordon-unattended");
  };
  expect(await saysNobody()).toBe(false);
  later(61);
  expect(await saysNobody()).toBe(true);
  for (const touch of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    page.dispatchEvent(new Event(touch));
    expect(await saysNobody(), touch).toBe(false);
    later(61);
    expect(await saysNobody(), touch).toBe(true);
  }
});
