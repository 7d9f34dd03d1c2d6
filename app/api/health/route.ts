import { checkHealth } from "@/lib/health/check-health";

export const dynamic = "force-dynamic";

/** For whoever watches the service, without signing in: 200 when people can be served, 503 and why when not. */
export async function GET(): Promise<Response> {
  const { ok, ...parts } = await checkHealth();
  return Response.json(
    { status: ok ? "ok" : "unavailable", ...parts },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
