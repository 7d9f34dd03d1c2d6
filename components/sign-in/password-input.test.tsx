import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PasswordInput } from "./password-input";

const components = resolve(import.meta.dirname, "..");
const sources = readdirSync(components, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx") && !file.includes(".test."))
  .map((file) => ({ file, text: readFileSync(join(components, file), "utf8") }));

describe("a field for a password", () => {
  it.each(["current-password", "new-password"] as const)(
    "hides what is typed, can show it, and tells managers that it is the %s",
    (autoComplete) => {
      const markup = renderToStaticMarkup(<PasswordInput autoComplete={autoComplete} />);
      expect(markup).toContain('type="password"');
      expect(markup).toContain(`autoComplete="${autoComplete}"`);
      expect(markup).toContain("Show what is typed");
      expect(markup).not.toMatch(/maxLength|minLength|pattern=|readOnly|onpaste/i);
    },
  );

  it("is the only one there is, and nothing stands in the way of pasting or of a manager", () => {
    const asking = sources.filter(({ text }) => /type=(?:"password"|\{[^}]*"password")/.test(text));
    expect(asking.map(({ file }) => file)).toEqual(["sign-in/password-input.tsx"]);
    const hindering = sources.filter(({ text }) =>
      /onPaste|onBeforeInput|onCopy|onDrop=\{[^}]*preventDefault/.test(text),
    );
    expect(hindering.map(({ file }) => file)).toEqual([]);
    const codes = sources.filter(({ text }) => text.includes('"one-time-code"'));
    expect(codes.length).toBeGreaterThan(0);
  });
});
