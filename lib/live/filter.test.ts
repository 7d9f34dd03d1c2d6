import { describe, expect, it } from "vitest";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import { type LiveMessage, livePayloads } from "@/lib/live/change";
import { filterFor } from "@/lib/live/filter";

const viewer = (scopes: [Permission, Scope][]): Member => ({
  kind: "member",
  userId: "u",
  email: "u@example.test",
  label: "U",
  address: null,
  account: { id: "a", slug: "a", name: "A" },
  membershipId: "m",
  prover: "asked_before",
  scopes: new Map(scopes),
});

const moved: LiveMessage = {
  accountId: "a",
  topic: "devices",
  devices: [
    { id: "in-1", groups: [1] },
    { id: "in-1-and-2", groups: [1, 2] },
    { id: "in-12", groups: [12] },
    { id: "in-none", groups: [] },
  ],
};

describe("what a live stream passes on", () => {
  it("names no device outside the viewer's groups", () => {
    expect(filterFor(viewer([["device.view", [2]]]), moved)).toEqual({
      topic: "devices",
      ids: ["in-1-and-2"],
    });
    expect(filterFor(viewer([["device.view", [7]]]), moved)).toBeNull();
  });

  it("follows the viewing permission, whatever else is held more widely", () => {
    expect(
      filterFor(
        viewer([
          ["device.view", [12]],
          ["usage.view", "all"],
        ]),
        moved,
      ),
    ).toEqual({
      topic: "devices",
      ids: ["in-12"],
    });
    expect(filterFor(viewer([["usage.view", "all"]]), moved)).toBeNull();
  });

  it("names every device to those who view the whole account", () => {
    expect(filterFor(viewer([["device.view", "all"]]), moved)).toMatchObject({ ids: { length: 4 } });
  });

  it("tells of people, groups and imports only those who may view them", () => {
    const nobody = viewer([]);
    for (const topic of ["people", "groups", "imports"] as const)
      expect(filterFor(nobody, { accountId: "a", topic })).toBeNull();
    expect(filterFor(viewer([["member.view", "all"]]), { accountId: "a", topic: "people" })).toEqual({
      topic: "people",
    });
  });

  it("tells of work on many devices only who asked for it", () => {
    const work = { accountId: "a", topic: "bulk_action", id: "b", membershipId: "other" } as const;
    expect(filterFor(viewer([["device.view", "all"]]), work)).toBeNull();
    expect(filterFor(viewer([]), { ...work, membershipId: "m" })).toEqual({ topic: "bulk_action", id: "b" });
  });
});

describe("what travels through NOTIFY", () => {
  it("stays below 8,000 bytes and loses no device", () => {
    const devices = Array.from({ length: 1_000 }, (_, index) => ({
      id: `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
      groups: [index, index + 1],
    }));
    const payloads = livePayloads("00000000-0000-7000-8000-000000000000", { topic: "devices", devices });
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.flatMap((payload) => JSON.parse(payload).devices)).toEqual(devices);
  });
});
