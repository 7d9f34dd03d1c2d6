/** Runs once when the web server starts, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkEnv } = await import("@/lib/kernel/env");
  checkEnv("WEB_DATABASE_URL", "AUTH_SECRET", "PUBLIC_URL", "TRUST_PROXY");
  const { phoneAvailable } = await import("@/lib/phone/public");
  phoneAvailable();
  const { believeSocket } = await import("@/lib/auth/sign-in/believe-socket");
  believeSocket();
  const { guardEarlyAnswers } = await import("@/lib/auth/sign-in/guard-early-answers");
  guardEarlyAnswers();
  const { keepCounting, writeBeforeExit } = await import("@/lib/use/public");
  writeBeforeExit(keepCounting());
}
