import { describe, expect, it } from "vitest";
import { formOf, textOf } from "@/lib/auth/form-fields";

describe("what an action is called with", () => {
  it("is a form, or an empty one", () => {
    const form = new FormData();
    form.set("email", "ana@example.test");
    form.set("file", new Blob(["x"]));
    expect(textOf(formOf(form), "email")).toBe("ana@example.test");
    expect(textOf(formOf(form), "file")).toBe("");
    for (const given of [undefined, null, "x", { get: 1 }, [], Object.create(null)])
      expect(textOf(formOf(given), "email")).toBe("");
  });
});
