import { expect, it } from "vitest";
import { activeItem } from "./navigation";

const item = (href: string, rest = {}) => ({ href, label: href, icon: null, ...rest });
const groups = [
  { items: [item("/acme", { exact: true }), item("/acme/devices"), item("/acme/devices-of-others")] },
];

it("is on where the page is, or holds it", () => {
  expect(activeItem(groups, "/acme")?.href).toBe("/acme");
  expect(activeItem(groups, "/acme/devices/42/sessions")?.href).toBe("/acme/devices");
});

it("is not on for a neighbour or for what an exact item holds", () => {
  expect(activeItem(groups, "/acme/people")).toBeUndefined();
  expect(activeItem(groups, "/acme/devices-of-others")?.href).toBe("/acme/devices-of-others");
});
