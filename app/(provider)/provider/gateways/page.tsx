import type { Metadata } from "next";
import { GatewayTable } from "@/components/provider/gateway-table";
import { askAsProvider } from "@/lib/operation/ask";
import { listGateways } from "@/lib/provider/list-gateways";
import { registerGatewayAction } from "../actions";

export const metadata: Metadata = { title: "Gateways" };

export default async function GatewaysPage() {
  const gateways = await askAsProvider(listGateways, {});
  return <GatewayTable rows={gateways} register={registerGatewayAction} />;
}
