import { z } from "zod";

const url = (what: string, protocol: RegExp) => z.url({ protocol, error: `must be ${what}` });
const databaseUrl = (role: string) =>
  url(`a PostgreSQL address of role ${role}, postgresql://…`, /^postgres(ql)?$/);
const port = z.coerce.number({ error: "must be a port number" }).int().min(0).max(65_535);

/** Encrypted on its way, or never on its way at all. */
const isConfidential = (address: string): boolean =>
  address.startsWith("https:") || /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/.test(address);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  WEB_DATABASE_URL: databaseUrl("cordon_web"),
  WORKER_DATABASE_URL: databaseUrl("cordon_worker"),
  INGEST_DATABASE_URL: databaseUrl("cordon_ingest"),
  AUTH_SECRET: z
    .string({ error: "must be set" })
    .min(32, "must have at least 32 characters; `openssl rand -base64 33` makes one"),
  CREDENTIAL_KEYS: z.string().optional(),
  PUBLIC_URL: url("the address people open, such as https://portal.example.com", /^https?$/).transform(
    (value) => value.replace(/\/$/, ""),
  ),
  TRUST_PROXY: z.stringbool({ error: "must be true or false" }).default(false),
  INGEST_HOST: z.string().default("127.0.0.1"),
  INGEST_PORT: port.default(8080),
  SMTP_URL: url("an SMTP address, smtp://host:port or smtps://user:password@host:port", /^smtps?$/),
  MAIL_FROM: z.string().default("Cordon <cordon@localhost>"),
  PHONE_API_URL: z
    .url({ protocol: /^https?$/, error: "must be an address, https://…" })
    .refine(isConfidential, "must begin with https://; what is sent there opens accounts")
    .transform((value) => value.replace(/\/$/, ""))
    .default("https://api.twilio.com"),
  PHONE_ACCOUNT_SID: z
    .string()
    .regex(/^[\w-]{1,64}$/, "must be the account's identifier at the phone service")
    .optional(),
  PHONE_AUTH_TOKEN: z.string().optional(),
  PHONE_FROM: z
    .string()
    .regex(/^\+[1-9]\d{5,14}$/, "must be the sending number, such as +4930123456")
    .optional(),
  /** for how long a contained device must not be heard of to count as away */
  CONTAINMENT_WATCH_SECONDS: z.coerce.number({ error: "must be a number of seconds" }).min(1).default(600),
  CONTAINMENT_BACK_OFF: z
    .string()
    .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, "must be seconds like 5,20,60")
    .default("5,20,60,300,900")
    .transform((text) => text.split(",").map(Number)),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

const parsed = new Map<keyof Env, Env[keyof Env]>();

/**
 * One configuration value, checked on first use, so that each process needs only what it reads.
 * Throws with the variable's name and what is wrong with it, never with its value.
 */
export function env<Name extends keyof Env>(name: Name): Env[Name] {
  if (!parsed.has(name)) {
    const result = schema.shape[name].safeParse(process.env[name] || undefined);
    if (!result.success)
      throw new Error(`Configuration: ${name} ${result.error.issues[0]?.message ?? "is wrong"}`);
    parsed.set(name, result.data as Env[Name]);
  }
  return parsed.get(name) as Env[Name];
}

/** Checks the named values together, for a process's start: one line per wrong variable. */
export function checkEnv(...names: (keyof Env)[]): void {
  const problems = names.flatMap((name) => {
    try {
      env(name);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
