import { streamLive } from "@/lib/operation/stream-live";

export async function GET(request: Request, { params }: { params: Promise<{ account: string }> }) {
  return streamLive((await params).account, request.signal);
}
