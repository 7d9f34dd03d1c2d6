import type { IncomingMessage, ServerResponse } from "node:http";
import { addressOf } from "@/ingest/address-of";
import { answer } from "@/ingest/answer";
import { gatewayOf } from "@/ingest/gateways";

/** The gateway that asks; a stranger is answered here, and gets null. Who has a token and asks from elsewhere is one. */
export async function believe(request: IncomingMessage, response: ServerResponse): Promise<string | null> {
  const gatewayId = await gatewayOf(request.headers.authorization, addressOf(request));
  if (!gatewayId) {
    response.setHeader("www-authenticate", "Bearer");
    answer(response, 401, { error: "This is not the token of a gateway." });
  }
  return gatewayId;
}
