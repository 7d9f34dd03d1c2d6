import { z } from "zod";

/** Every promise of later work: its name, what it carries, and how it is retried. The work itself is worker/<name>.ts. */
export const tasks = {
  "run-bulk-action": {
    payload: z.object({ accountId: z.uuid(), userId: z.uuid(), bulkActionId: z.uuid() }),
    retryLimit: 20,
    sealed: false,
  },
  "import-devices": {
    payload: z.object({ accountId: z.uuid(), userId: z.uuid(), importId: z.uuid() }),
    retryLimit: 20,
    sealed: false,
  },
  "tell-deciders": {
    payload: z.object({ accountId: z.uuid(), requestId: z.uuid() }),
    retryLimit: 20,
    sealed: false,
  },
  "tell-gave-up": {
    payload: z.object({
      accountId: z.uuid(),
      membershipId: z.uuid(),
      deviceIds: z.array(z.uuid()),
      devices: z.int(),
      bulkActionId: z.uuid().nullable(),
      at: z.iso.datetime(),
    }),
    retryLimit: 20,
    sealed: false,
  },
  "send-mail": {
    payload: z.object({ to: z.email(), subject: z.string(), text: z.string(), messageId: z.string() }),
    retryLimit: 20,
    // the links in it open accounts
    sealed: true,
  },
  "send-phone-code": {
    payload: z.object({
      codeId: z.uuid(),
      to: z.string().regex(/^\+[1-9]\d{5,14}$/),
      channel: z.enum(["text", "call"]),
      code: z.string().regex(/^\d{6}$/),
    }),
    // with growing delays about two minutes: a code is awaited, and worth nothing later
    retryLimit: 6,
    sealed: true,
  },
} as const;

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = z.infer<(typeof tasks)[Name]["payload"]>;
