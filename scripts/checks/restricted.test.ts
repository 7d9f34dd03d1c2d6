import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const components = resolve(import.meta.dirname, "../../components");

test.each([
  "policy/factor-fields.tsx",
  "factors/choose-kind.tsx",
  "factors/phone-setup.tsx",
  "factors/factor-panels.tsx",
])("where codes by text and call can be chosen it is said that they are restricted: %s", (file) => {
  expect(readFileSync(resolve(components, file), "utf8")).toMatch(
    /NIST[^.]*restricted|restricted by NIST|as\s+restricted/i,
  );
});
