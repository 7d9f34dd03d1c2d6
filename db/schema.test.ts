import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeSchema } from "@/db/describe-schema";
import { generate } from "@/db/generate";

const renew =
  "is not what the migrations make. Renew it: migrate a database of your own, then run " +
  "`DATABASE_URL=<its owner> node --conditions=react-server --import tsx db/generate.ts`, and read the difference before committing it.";

describe("what is generated from the database", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "cordon-generated-"));
    await generate(process.env.DATABASE_URL ?? "", folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(["schema.sql", "types.gen.ts"])("db/%s is what the migrations make", async (file) => {
    const [made, kept] = await Promise.all([
      readFile(path.join(folder, file), "utf8"),
      readFile(path.join("db", file), "utf8"),
    ]);
    expect(kept, `db/${file} ${renew}`).toBe(made);
  });

  it("is told by the catalog the same way twice", async () => {
    const url = process.env.DATABASE_URL ?? "";
    expect(await describeSchema(url)).toBe(await describeSchema(url));
  });
});
