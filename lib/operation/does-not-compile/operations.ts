import { z } from "zod";
import { command, query } from "@/lib/operation/operation";

const input = z.object({ deviceId: z.uuid() });
const target = { kind: "device", id: "" } as const;
const run = async () => 0;

// What is meant to compile, so that what follows fails for its own reason.
query({ name: "device.show", permission: "device.view", input, run });
command({
  name: "device.end",
  permission: "device.terminate",
  input,
  async run({ audit, enqueue, publish }) {
    audit("device.terminated", { target });
    publish({ topic: "groups" });
    await enqueue("send-mail", { to: "", subject: "", text: "", messageId: "" });
  },
});

// No operation without a permission of the vocabulary.
query({ name: "device.show", input, run }); // TS2741
command({ name: "device.end", input, run }); // TS2741
query({ name: "device.show", permission: "device.fly", input, run }); // TS2322
command({ name: "device.end", permission: "", input, run }); // TS2322
query({ name: "device.show", permission: undefined, input, run }); // TS2322

// Nothing is recorded, queued or published that has no name.
command({
  name: "device.end",
  permission: "device.terminate",
  input,
  async run({ audit, enqueue, publish }) {
    audit("device.melted", { target }); // TS2345
    audit("device.terminated", { target: { kind: "spoon", id: "" } }); // TS2322
    publish({ topic: "spoons" }); // TS2322
    await enqueue("melt-devices", {}); // TS2345
    await enqueue("send-mail", { to: "" }); // TS2739
  },
});

// A query writes nothing, and does nothing beside answering.
query({
  name: "device.show",
  permission: "device.view",
  input,
  async run({ db }) {
    return db.updateTable("device"); // TS2339
  },
});
query({ name: "device.show", permission: "device.view", input, run: async ({ audit }) => audit }); // TS2339
query({ name: "device.show", permission: "device.view", input, run: async ({ enqueue }) => enqueue }); // TS2339

// The provider's operations see no account's tables, and a member's open no account.
query({
  name: "gateway.list",
  permission: "provider.gateway.view",
  input,
  async run({ db }) {
    return db.selectFrom("device").select("id").execute(); // TS2345
  },
});
query({ name: "gateway.list", permission: "provider.gateway.view", input, run: async ({ scope }) => scope }); // TS2339
command({ name: "device.end", permission: "device.terminate", input, run: async ({ enter }) => enter }); // TS2339
